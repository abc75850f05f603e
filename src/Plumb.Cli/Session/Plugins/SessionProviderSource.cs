using Plumb.Cli.Logging;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Providers;
using Plumb.Plugins.Client;
using Plumb.Plugins.Installation;
using Plumb.Plugins.LockFile;
using Plumb.Provider;

namespace Plumb.Cli.Session.Plugins;

/// <summary>Opens the providers of a session, wherever they come from. Installed packages are held against the lock file once, before the first is started.</summary>
internal sealed class SessionProviderSource : IProviderSource, IAsyncDisposable
{
    private readonly ProjectSession _session;
    private readonly ProviderOrigins _origins;
    private readonly PluginHost _host;
    private readonly Lazy<Task<InstalledPackages>> _installed;

    public SessionProviderSource(ProjectSession session, ProviderOrigins origins)
    {
        (_session, _origins) = (session, origins);
        _installed = new(FindInstalledAsync);
        var terminal = session.Terminal;
        _host = new PluginHost(new PluginClientOptions
        {
            Log = terminal.Log is { HasProviders: true } log ? new PluginRunLog(log) : new NoPluginLog(),
            Tls = terminal.Environment("TF_DISABLE_PLUGIN_TLS") is { Length: > 0 } ? PluginTls.Never : PluginTls.WhereNeeded,
            SchemaCacheDirectory = Path.Combine(terminal.WorkingDirectory, session.DataDirectory, "schemas"),
        });
    }

    public async ValueTask<IProvider?> OpenAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (_origins.Embedded(address) is { } own) return own.Create();
        if (_origins.Reattached.TryGetValue(address, out var process)) return _host.Reattach(address, process.ProtocolVersion, process.Network, process.Endpoint);
        if (_origins.DevOverrides.TryGetValue(address, out var directory)) return OpenOverride(address, directory, diagnostics);
        var installed = await _installed.Value.WaitAsync(cancellation).ConfigureAwait(false);
        return await installed.FindAsync(address, diagnostics, cancellation).ConfigureAwait(false) is { } package ? Start(package) : null;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private IProvider Start(InstalledProvider package) => _host.Open(new PluginProgramFile(package.Address, package.Version, package.Executable));

    private async Task<InstalledPackages> FindInstalledAsync()
    {
        var faults = new DiagnosticBag();
        faults.AddRange(_session.Plugins.Faults);
        var name = DependencyLocks.FileName;
        var locks = LockFileReader.Read(Path.Combine(_session.Terminal.WorkingDirectory, name), name, faults);
        var providers = locks is null ? null : new InstalledProviders(locks, _session.Plugins.Packages, _session.Terminal.Program.Command);
        var found = providers is null ? null : await providers.FindAsync(_origins.ToFind, faults, CancellationToken.None).ConfigureAwait(false);
        return new InstalledPackages(providers, found, faults);
    }

    private IProvider? OpenOverride(ProviderAddress address, string directory, DiagnosticBag diagnostics)
    {
        try
        {
            if (ProviderDirectory.Executable(directory, address.Type) is { } program) return Start(new InstalledProvider(address, "", directory, program));
            diagnostics.Add(InstallationRules.OverrideUnusable, null, $"The CLI configuration says that the provider {address.ForDisplay} is under development in {directory}, and there is no file there whose name begins with terraform-provider-{address.Type}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(InstallationRules.OverrideUnusable, null, $"The CLI configuration says that the provider {address.ForDisplay} is under development in {directory}, which cannot be read: {e.Message}");
        }
        return null;
    }
}
