using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Plugins.Installation.Sources;

/// <summary>Where packages of providers come from. Both methods throw <see cref="ProviderSourceException"/> with the reason where they have no answer.</summary>
public interface IProviderPackageSource
{
    Task<AvailableVersions> FindVersionsAsync(ProviderAddress address, CancellationToken cancellation);

    Task<PackageInfo> FindPackageAsync(ProviderAddress address, SemanticVersion version, ProviderPlatform platform, CancellationToken cancellation);

    /// <summary>For people: where this source looks for a provider.</summary>
    string Describe(ProviderAddress address);
}

/// <param name="Versions">In any order.</param>
/// <param name="Warnings">What the registry has to say of the provider.</param>
public sealed record AvailableVersions(IReadOnlyList<SemanticVersion> Versions, IReadOnlyList<string> Warnings)
{
    public static AvailableVersions None { get; } = new([], []);
}
