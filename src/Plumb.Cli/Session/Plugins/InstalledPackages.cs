using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation;

namespace Plumb.Cli.Session.Plugins;

/// <summary>What was found of a project's packages. What is wrong is told once, to who asks first.</summary>
internal sealed class InstalledPackages(InstalledProviders? providers, IReadOnlyDictionary<ProviderAddress, InstalledProvider>? found, DiagnosticBag faults)
{
    private int _told;

    public async ValueTask<InstalledProvider?> FindAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _told, 1) == 0) diagnostics.AddRange(faults);
        if (faults.HasErrors || providers is null || found is null) return null;
        if (found.TryGetValue(address, out var known)) return known;
        // Objects of a state may need a provider that the configuration does not name.
        var alone = new ProviderRequirements(ProviderRequirements.None.Providers.Add(address, VersionConstraints.Any));
        return (await providers.FindAsync(alone, diagnostics, cancellation).ConfigureAwait(false))?.GetValueOrDefault(address);
    }
}
