using Plumb.Core.Addresses;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Versions;

namespace Plumb.Plugins.LockFile;

/// <summary>The version that was chosen for a provider, and the checksums of packages that may stand for it.</summary>
/// <param name="Address">Whose version it is.</param>
/// <param name="Version">Exactly this one.</param>
/// <param name="Constraints">What was asked of the version when it was chosen, in the canonical form; empty where nothing was.</param>
/// <param name="Hashes">Each with its scheme, <c>h1:</c> or <c>zh:</c>; in order and without duplicates.</param>
public sealed record ProviderLock(ProviderAddress Address, SemanticVersion Version, string Constraints, IReadOnlyList<string> Hashes)
{
    public static ProviderLock Create(ProviderAddress address, SemanticVersion version, string constraints, IEnumerable<string> hashes) =>
        new(address, version, constraints, [.. hashes.Distinct(StringComparer.Ordinal).OrderBy(h => h, Comparer<string>.Create(Utf8Order.Compare))]);

    public bool IsSame(ProviderLock other) =>
        Address == other.Address && Version == other.Version && Constraints == other.Constraints && Hashes.SequenceEqual(other.Hashes, StringComparer.Ordinal);
}
