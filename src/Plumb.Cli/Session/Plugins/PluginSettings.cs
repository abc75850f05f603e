using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.CliConfiguration.Credentials;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Sources;
using Plumb.Plugins.Registry;

namespace Plumb.Cli.Session.Plugins;

/// <summary>What the user has configured for the program itself, and what speaks to registries with it. Read when it is first asked for.</summary>
internal sealed class PluginSettings : IDisposable
{
    public PluginSettings(ProjectSession session)
    {
        var diagnostics = Faults;
        var terminal = session.Terminal;
        Environment = new CliEnvironment(terminal.AllEnvironment, terminal.WorkingDirectory);
        Settings = new CliSettingsReader(Environment, diagnostics).Read();
        PrefersOfficial = ProviderPreference.IsOfficial(Environment, diagnostics);
        Reattached = ReattachedProvider.Read(Environment[ReattachedProvider.Variable], diagnostics);
        CredentialsHelper = Helper();
        Credentials = new HostCredentials(Settings, CredentialsHelper, diagnostics);
        Http = new RegistryHttp(Environment, Credentials, settings: Settings);
        Sources = new ConfiguredSources(Environment, Settings, Http, TimeProvider.System);
        var packages = Path.Combine(session.DataDirectory, "providers");
        Packages = new ProviderDirectory(packages, Environment.Absolute(packages), ProviderPlatform.Current);
        Cache = Settings.PluginCacheDirectory is { } cache ? new ProviderDirectory(cache, cache, ProviderPlatform.Current) : null;
    }

    /// <summary>What is wrong with it: for whoever needs it, since most commands do not.</summary>
    public DiagnosticBag Faults { get; } = new();

    public CliEnvironment Environment { get; }

    public IReadOnlyDictionary<ProviderAddress, ReattachedProvider> Reattached { get; }

    public CliSettings Settings { get; }

    public bool PrefersOfficial { get; }

    /// <summary>The user's own keeper of tokens; null where there is none.</summary>
    public CredentialsHelper? CredentialsHelper { get; }

    public HostCredentials Credentials { get; }

    public RegistryHttp Http { get; }

    public ConfiguredSources Sources { get; }

    /// <summary>The packages of this project.</summary>
    public ProviderDirectory Packages { get; }

    /// <summary>Those of all projects; null where there is no such place.</summary>
    public ProviderDirectory? Cache { get; }

    public void Dispose() => Http.Dispose();

    private CredentialsHelper? Helper()
    {
        if (Settings.CredentialsHelper is not { } config) return null;
        string?[] directories = [Environment.ConfigurationDirectory is { } own ? Path.Combine(own, "plugins") : null, Environment.Absolute(Path.Combine("terraform.d", "plugins"))];
        return Plumb.Plugins.CliConfiguration.Credentials.CredentialsHelper.Find(config, directories.OfType<string>().SelectMany(d => new[] { d, Path.Combine(d, ProviderPlatform.Current.ToString()) }));
    }
}
