using Plumb.Cli.Session.Plugins;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Plugins.CliConfiguration.Credentials;

namespace Plumb.Cli.Commands.Login;

/// <summary>Where login keeps the token of a host and logout takes it away: the credentials helper where one is configured, or a file of the user's.</summary>
internal sealed class StoredCredentials
{
    private const string DefaultHost = "app.terraform.io";

    private static readonly DiagnosticRule InvalidHost = new("CLI260", Severity.Error, "Invalid hostname");
    private static readonly DiagnosticRule NoHome = new("CLI261", Severity.Error, "Nowhere to keep credentials");
    private static readonly DiagnosticRule Manual = new("CLI262", Severity.Error, "Credentials are manually configured");
    private static readonly DiagnosticRule Failed = new("CLI263", Severity.Error, "Failed to change the stored credentials");

    private readonly PluginSettings _settings;
    private readonly CredentialsFile _file;

    private StoredCredentials(PluginSettings settings, CredentialsFile file, string host) => (_settings, _file, Host) = (settings, file, host);

    /// <summary>In its normal form.</summary>
    public string Host { get; }

    /// <summary>Where they are, as a person is told.</summary>
    public string Place => _settings.CredentialsHelper is null ? $"the file {_file.Path}" : $"the credentials helper \"{_settings.Settings.CredentialsHelper?.Name}\"";

    /// <summary>What people should know of the place before they agree to it.</summary>
    public string Warning => _settings.CredentialsHelper is null ? ", in plain text" : "";

    /// <summary>Null where the host is none, there is no place, or its credentials are kept by other means, which is reported.</summary>
    public static StoredCredentials? Open(PluginSettings settings, string? host, DiagnosticBag diagnostics)
    {
        diagnostics.AddRange(settings.Faults);
        if (!HostName.TryNormalize(host ?? DefaultHost, out var normal))
        {
            diagnostics.Add(InvalidHost, null, $"\"{host}\" is not the name of a host: write it without \"https://\", with a port after a colon if it needs one.");
            return null;
        }
        if (settings.Environment.ConfigurationDirectory is not { } folder)
        {
            diagnostics.Add(NoHome, null, "Credentials are kept in the home directory of their user, and the environment does not say where that is.");
            return null;
        }
        var stored = new StoredCredentials(settings, new CredentialsFile(Path.Combine(folder, "credentials.tfrc.json")), normal);
        return !diagnostics.HasErrors && stored.IsOurs(diagnostics) ? stored : null;
    }

    public Task<bool> StoreAsync(string token, DiagnosticBag diagnostics, CancellationToken cancellation) => TryAsync(async () =>
    {
        if (_settings.CredentialsHelper is { } helper) await helper.StoreAsync(Host, token, cancellation).ConfigureAwait(false);
        else _file.Store(Host, token);
        return true;
    }, diagnostics);

    /// <summary>False where there was nothing, or a fault, which is reported.</summary>
    public Task<bool> ForgetAsync(DiagnosticBag diagnostics, CancellationToken cancellation) => TryAsync(async () =>
    {
        if (_settings.CredentialsHelper is not { } helper) return _file.Forget(Host);
        if (await helper.GetAsync(Host, cancellation).ConfigureAwait(false) is null) return false;
        await helper.ForgetAsync(Host, cancellation).ConfigureAwait(false);
        return true;
    }, diagnostics);

    /// <summary>A token from a variable or a file that people write would count more than one that is stored, and is not ours to take away.</summary>
    private bool IsOurs(DiagnosticBag diagnostics)
    {
        if (!_settings.Settings.Tokens.TryGetValue(Host, out var known)) return true;
        try
        {
            if (_file.Find(Host) == known) return true;
        }
        catch (InvalidDataException e)
        {
            diagnostics.Add(Failed, null, e.Message);
            return false;
        }
        diagnostics.Add(new Diagnostic(Manual, null, $"The token for {Host} comes from a variable whose name begins with TF_TOKEN_ or from a credentials block of a file that was written by hand, so it is not for this command to change.")
        {
            Help = "Take it out of the CLI configuration or the environment first.",
        });
        return false;
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> change, DiagnosticBag diagnostics)
    {
        try
        {
            return await change().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or CredentialsHelperException)
        {
            diagnostics.Add(Failed, null, e.Message);
            return false;
        }
    }
}
