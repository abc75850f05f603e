using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.LockFile;

namespace Plumb.Plugins.Installation;

/// <summary>
/// Finds the packages that an installation left in a project, and holds them against the lock file: nothing is started that is
/// not what was agreed on.
/// </summary>
/// <param name="locks">The project's.</param>
/// <param name="directory">Where its packages are.</param>
/// <param name="program">The command as typed, to be told in advice.</param>
public sealed class InstalledProviders(DependencyLocks locks, ProviderDirectory directory, string program)
{
    /// <summary>The packages of the providers that are required; null where one is missing or is not what it should be, which is reported.</summary>
    public async Task<IReadOnlyDictionary<ProviderAddress, InstalledProvider>?> FindAsync(ProviderRequirements requirements, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var unselected = requirements.Providers.Keys.Select(a => (Address: a, Fault: SelectionFault(a, requirements))).Where(f => f.Fault is not null).ToArray();
        if (unselected.Length > 0)
        {
            diagnostics.Add(DescribeSelection(unselected.Select(f => $"  - provider {f.Address}: {f.Fault}")));
            return null;
        }
        var found = new SortedDictionary<ProviderAddress, InstalledProvider>();
        var faults = new SortedDictionary<ProviderAddress, string>();
        var gate = new Lock();
        await Parallel.ForEachAsync(requirements.Providers.Keys, cancellation, async (address, token) =>
        {
            var (provider, fault) = await FindAsync(address, token).ConfigureAwait(false);
            lock (gate)
            {
                if (provider is not null) found[address] = provider;
                else faults[address] = fault;
            }
        }).ConfigureAwait(false);
        if (faults.Count == 0) return found;
        diagnostics.Add(new Diagnostic(InstallationRules.NotInstalled, null,
            $"The installed provider plugins are not consistent with the packages selected in the dependency lock file:\n{string.Join("\n", faults.Select(f => $"  - {f.Key}: {f.Value}"))}")
        {
            Help = $"To install the plugins that this configuration needs, run:\n    {program} init",
        });
        return null;
    }

    private string? SelectionFault(ProviderAddress address, ProviderRequirements requirements)
    {
        if (locks.Find(address) is not { } locked) return "required by this configuration but no version is selected";
        var constraints = requirements.Constraints(address);
        return ProviderVersions.Admit(constraints, locked.Version) ? null
            : constraints.ToCanonicalString() == locked.Constraints
                ? $"locked version selection {locked.Version} doesn't match the version constraints \"{constraints.ToCanonicalString()}\""
                : $"locked version selection {locked.Version} doesn't match the updated version constraints \"{constraints.ToCanonicalString()}\"";
    }

    private Diagnostic DescribeSelection(IEnumerable<string> faults) => new(InstallationRules.InconsistentLocks, null,
        $"The following dependency selections recorded in the lock file are inconsistent with the current configuration:\n{string.Join("\n", faults)}")
    {
        Help = locks.Providers.IsEmpty
            ? $"To make the initial dependency selections that will initialize the dependency lock file, run:\n    {program} init"
            : $"To update the locked dependency selections to match a changed configuration, run:\n    {program} init -upgrade",
    };

    private async Task<(InstalledProvider? Provider, string Fault)> FindAsync(ProviderAddress address, CancellationToken cancellation)
    {
        if (locks.Find(address) is not { } locked) return (null, "no version is selected");
        if (directory.Find(address, locked.Version) is not { } package) return (null, $"there is no package for {address} {locked.Version} cached in {directory.Path}");
        try
        {
            var hashes = locked.Hashes.Where(PackageHash.IsKnown).ToArray();
            if (hashes.Length > 0 && !await PackageChecks.MatchesAsync(package, hashes, cancellation).ConfigureAwait(false))
                return (null, $"the cached package for {address} {locked.Version} (in {directory.Path}) does not match any of the checksums recorded in the dependency lock file");
            return ProviderDirectory.Executable(package.Path, address.Type) is { } executable
                ? (new InstalledProvider(address, locked.Version.ToString(), package.Path, executable), "")
                : (null, $"could not find executable file starting with terraform-provider-{address.Type} in {package.Path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (null, $"the cached package for {address} {locked.Version} (in {directory.Path}) cannot be read: {e.Message}");
        }
    }
}
