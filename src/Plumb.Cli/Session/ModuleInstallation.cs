using System.Globalization;
using Plumb.Engine.Configuration.Installation;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Cli.Session;

/// <summary>Installs the modules of a project, with the user's own credentials for wherever they come from.</summary>
internal sealed class ModuleInstallation : IDisposable
{
    private static readonly TimeSpan RegistryPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PackagePatience = TimeSpan.FromMinutes(5);

    private readonly ProjectSession _session;
    private readonly Action<string> _progress;
    private readonly HttpClient _registryHttp;
    private readonly HttpClient _packageHttp = new() { Timeout = PackagePatience };
    private readonly RegistryClient _registry;
    private readonly PackageFetcher _fetcher;

    public ModuleInstallation(ProjectSession session, Action<string> progress)
    {
        (_session, _progress) = (session, progress);
        var environment = session.Terminal.Environment;
        var plugins = session.Plugins;
        _registryHttp = new HttpClient { Timeout = Number(environment("TF_REGISTRY_CLIENT_TIMEOUT")) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : plugins.Settings.RegistryPatience ?? RegistryPatience };
        _registry = new RegistryClient(_registryHttp, plugins.Credentials.TokenAsync, plugins.Settings.ServiceAddress)
        {
            Retries = Number(environment("TF_REGISTRY_DISCOVERY_RETRY")) ?? plugins.Settings.RegistryRetries ?? 1,
        };
        _fetcher = new PackageFetcher(_packageHttp, environment);
    }

    /// <summary>The configuration with its modules; null where its root cannot be read. What is wrong is reported.</summary>
    public Task<ConfigurationTree?> InstallAsync(bool upgrade, CancellationToken cancellation) =>
        new ModuleInstaller(_session.StaticEnvironment(), _fetcher, _registry, _progress).InstallAsync(".", upgrade, _session.Diagnostics, cancellation);

    /// <summary>Begins the working directory with a module's content.</summary>
    public Task<bool> PopulateAsync(string source, CancellationToken cancellation) =>
        new ModuleCopy(_fetcher, _registry, _progress).PopulateAsync(source, _session.Terminal.WorkingDirectory, _session.Diagnostics, cancellation);

    public void Dispose()
    {
        _registryHttp.Dispose();
        _packageHttp.Dispose();
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
