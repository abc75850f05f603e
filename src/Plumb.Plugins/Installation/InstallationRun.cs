using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;
using Plumb.Plugins.LockFile;

namespace Plumb.Plugins.Installation;

/// <summary>What an installation has found out so far. Written to from several threads.</summary>
internal sealed class InstallationRun(ProviderRequirements requirements, DependencyLocks before, InstallationMode mode)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<ProviderAddress, InstallationFailure> _failures = [];
    private readonly SortedDictionary<ProviderAddress, IReadOnlyList<string>> _warnings = [];
    private readonly SortedSet<ProviderAddress> _incomplete = [];
    private readonly Dictionary<ProviderAddress, ProviderLock> _changed = [];
    private bool _hasSelfSigned;

    public ProviderRequirements Requirements => requirements;

    public InstallationMode Mode => mode;

    /// <summary>What the lock file says that still counts.</summary>
    public ProviderLock? Locked(ProviderAddress address) => mode == InstallationMode.Upgrade ? null : before.Find(address);

    /// <summary>The checksums known of this very version.</summary>
    public IReadOnlyList<string> PriorHashes(ProviderAddress address, SemanticVersion version) =>
        before.Find(address) is { } entry && entry.Version == version ? [.. entry.Hashes.Where(PackageHash.IsKnown)] : [];

    public SemanticVersion? Fail(ProviderAddress address, SemanticVersion? version, ProviderSourceException reason)
    {
        lock (_gate) _failures[address] = new InstallationFailure(address, version, reason);
        return null;
    }

    public void Warn(ProviderAddress address, IReadOnlyList<string> messages)
    {
        if (messages.Count == 0) return;
        lock (_gate) _warnings[address] = messages;
    }

    public void Note(PackageAuthenticity authenticity)
    {
        if (!authenticity.IsOthers) return;
        lock (_gate) _hasSelfSigned = true;
    }

    /// <summary>Checksums of the same version stay, also those of schemes that are not known here; what is asked of the version may have changed.</summary>
    public void Lock(ProviderAddress address, SemanticVersion version, params IEnumerable<string> hashes)
    {
        var prior = before.Find(address) is { } entry && entry.Version == version ? entry.Hashes : [];
        var now = ProviderLock.Create(address, version, requirements.Constraints(address).ToCanonicalString(), prior.Concat(hashes));
        lock (_gate) _changed[address] = now;
    }

    /// <summary>A package that was brought here, with its own checksum and those that a signature vouches for.</summary>
    public void LockNew(ProviderAddress address, SemanticVersion version, string own, IReadOnlyList<string> prior, IReadOnlyList<string> signed)
    {
        Lock(address, version, [own, .. signed]);
        // Without a signature only this platform's checksum is known, unless somebody put more into the lock file.
        if (signed.Count > 0 || (prior.Count > 0 && !prior.SequenceEqual([own]))) return;
        lock (_gate) _incomplete.Add(address);
    }

    /// <param name="others">Providers that come from elsewhere and keep their locks.</param>
    public InstallationOutcome Finish(IReadOnlyCollection<ProviderAddress> others)
    {
        var locks = _changed.Values.Aggregate(before, (all, entry) => all.With(entry));
        foreach (var address in locks.Providers.Keys)
            if (!requirements.Providers.ContainsKey(address) && !others.Contains(address)) locks = locks.Without(address);
        return new InstallationOutcome(locks, [.. _failures.Values], [.. _warnings.Select(w => (w.Key, w.Value))], [.. _incomplete], _hasSelfSigned);
    }
}
