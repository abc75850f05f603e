using System.Collections.Immutable;
using Plumb.Core.Addresses;

namespace Plumb.Plugins.LockFile;

/// <summary>What <c>.terraform.lock.hcl</c> holds: the provider versions that a project has settled on.</summary>
public sealed record DependencyLocks(ImmutableSortedDictionary<ProviderAddress, ProviderLock> Providers)
{
    public const string FileName = ".terraform.lock.hcl";

    public static DependencyLocks Empty { get; } = new(ImmutableSortedDictionary<ProviderAddress, ProviderLock>.Empty);

    public ProviderLock? Find(ProviderAddress address) => Providers.GetValueOrDefault(address);

    public DependencyLocks With(ProviderLock entry) => new(Providers.SetItem(entry.Address, entry));

    public DependencyLocks Without(ProviderAddress address) => new(Providers.Remove(address));

    public bool IsSame(DependencyLocks other) =>
        Providers.Count == other.Providers.Count && Providers.Values.All(p => other.Find(p.Address) is { } o && p.IsSame(o));

    /// <summary>Whether both are about the same providers, whatever their versions.</summary>
    public bool HasSameProviders(DependencyLocks other) => Providers.Keys.SequenceEqual(other.Providers.Keys);
}
