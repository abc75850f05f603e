using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Providers;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.Installation;
using Plumb.Plugins.LockFile;
using Plumb.Provider;

namespace Plumb.Cli.Session.Plugins;

/// <summary>Opens the providers of a session, wherever they come from. Installed packages are held against the lock file once, before the first is started.</summary>
internal sealed class SessionProviderSource : IProviderSource, IAsyncDisposable
{
    private static readonly DiagnosticRule NotAvailable = new("PRV011", Severity.Error, "Required plugins are not installed");

    private readonly ProjectSession _session;
    private readonly ProviderOrigins _origins;
    private readonly Lazy<Task<InstalledPackages>> _installed;

    public SessionProviderSource(ProjectSession session, ProviderOrigins origins)
    {
        (_session, _origins) = (session, origins);
        _installed = new(FindInstalledAsync);
    }

    public async ValueTask<IProvider?> OpenAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (_origins.Embedded(address) is { } own) return own.Create();
        if (_origins.Reattached.TryGetValue(address, out var process)) return Reattach(process, diagnostics);
        if (_origins.DevOverrides.TryGetValue(address, out var directory)) return OpenOverride(address, directory, diagnostics);
        var installed = await _installed.Value.WaitAsync(cancellation).ConfigureAwait(false);
        if (await installed.FindAsync(address, diagnostics, cancellation).ConfigureAwait(false) is { } package) return Start(package, diagnostics);
        return null;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IProvider? Start(InstalledProvider package, DiagnosticBag diagnostics)
    {
        diagnostics.Add(NotAvailable, null, $"The provider {package.Address.ForDisplay} is installed, and provider plugins cannot be started yet.");
        return null;
    }

    private static IProvider? Reattach(ReattachedProvider process, DiagnosticBag diagnostics)
    {
        diagnostics.Add(NotAvailable, null, $"The provider {process.Address.ForDisplay} is running, and provider plugins cannot be spoken to yet.");
        return null;
    }

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
            if (ProviderDirectory.Executable(directory, address.Type) is { } program) return Start(new InstalledProvider(address, "", directory, program), diagnostics);
            diagnostics.Add(InstallationRules.OverrideUnusable, null, $"The CLI configuration says that the provider {address.ForDisplay} is under development in {directory}, and there is no file there whose name begins with terraform-provider-{address.Type}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(InstallationRules.OverrideUnusable, null, $"The CLI configuration says that the provider {address.ForDisplay} is under development in {directory}, which cannot be read: {e.Message}");
        }
        return null;
    }
}
