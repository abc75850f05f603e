using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.CliConfiguration;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Plugins.Installation.Sources;

/// <summary>
/// Several sources, each for the providers that its patterns admit: versions are those of all of them together, and a package
/// is the first one's that has it.
/// </summary>
public sealed class CompositeSource(IReadOnlyList<(ProviderPatterns Patterns, IProviderPackageSource Source)> sources) : IProviderPackageSource
{
    public async Task<AvailableVersions> FindVersionsAsync(ProviderAddress address, CancellationToken cancellation)
    {
        var versions = new HashSet<SemanticVersion>();
        var warnings = new List<string>();
        ProviderSourceException? unknown = null;
        foreach (var source in For(address))
        {
            try
            {
                var found = await source.FindVersionsAsync(address, cancellation).ConfigureAwait(false);
                versions.UnionWith(found.Versions);
                warnings.AddRange(found.Warnings);
            }
            catch (ProviderSourceException e) when (e.IsAbsence)
            {
                if (e.Fault == SourceFault.UnknownToRegistry) unknown = e;
            }
        }
        if (versions.Count > 0) return new AvailableVersions([.. versions], warnings);
        throw unknown ?? new ProviderSourceException(SourceFault.NotFound, $"provider {address} was not found in any of the search locations")
        {
            Places = [.. For(address).Select(s => s.Describe(address))],
        };
    }

    public async Task<PackageInfo> FindPackageAsync(ProviderAddress address, SemanticVersion version, ProviderPlatform platform, CancellationToken cancellation)
    {
        foreach (var source in For(address))
        {
            try
            {
                return await source.FindPackageAsync(address, version, platform, cancellation).ConfigureAwait(false);
            }
            catch (ProviderSourceException e) when (e.IsAbsence)
            {
                // The next one may have it.
            }
        }
        throw new ProviderSourceException(SourceFault.UnsupportedPlatform, $"provider {address} {version} is not available for {platform}");
    }

    public string Describe(ProviderAddress address) => string.Join("\n", For(address).Select(s => s.Describe(address)));

    private IEnumerable<IProviderPackageSource> For(ProviderAddress address) => sources.Where(s => s.Patterns.Admit(address)).Select(s => s.Source);
}
