using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Plugins.Installation.Sources;

/// <summary>Packages of a directory on this machine. It vouches for nothing: who may write there is trusted.</summary>
public sealed class FilesystemMirrorSource(string root) : IProviderPackageSource
{
    private readonly LocalPackages _packages = new(root);

    public Task<AvailableVersions> FindVersionsAsync(ProviderAddress address, CancellationToken cancellation) =>
        Task.FromResult(new AvailableVersions([.. Packages(address).Select(p => p.Version).Distinct()], []));

    public Task<PackageInfo> FindPackageAsync(ProviderAddress address, SemanticVersion version, ProviderPlatform platform, CancellationToken cancellation) =>
        Packages(address).FirstOrDefault(p => p.Version == version && p.Platform == platform) is { } found
            ? Task.FromResult(found)
            : throw new ProviderSourceException(SourceFault.UnsupportedPlatform, $"provider {address} {version} is not available for {platform}");

    public string Describe(ProviderAddress address) => root;

    private IEnumerable<PackageInfo> Packages(ProviderAddress address)
    {
        try
        {
            return [.. _packages.Of(address)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProviderSourceException($"the directory {root} cannot be searched: {e.Message}", e);
        }
    }
}
