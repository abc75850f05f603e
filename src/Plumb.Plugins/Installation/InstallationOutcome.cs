using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.LockFile;

namespace Plumb.Plugins.Installation;

/// <summary>What became of an installation.</summary>
/// <param name="Locks">As they are to be now.</param>
/// <param name="Failures">In the order of addresses.</param>
/// <param name="Warnings">What registries have to say of providers.</param>
/// <param name="Incomplete">Providers of which the lock file has the checksum for this platform alone.</param>
/// <param name="HasSelfSigned">Whether a package bears a signature of its maker.</param>
public sealed record InstallationOutcome(
    DependencyLocks Locks,
    IReadOnlyList<InstallationFailure> Failures,
    IReadOnlyList<(ProviderAddress Address, IReadOnlyList<string> Messages)> Warnings,
    IReadOnlyList<ProviderAddress> Incomplete,
    bool HasSelfSigned);

/// <param name="Version">Null where it was not known yet which one to install.</param>
public sealed record InstallationFailure(ProviderAddress Address, SemanticVersion? Version, ProviderSourceException Reason);

public enum InstallationMode
{
    /// <summary>The versions of the lock file stay.</summary>
    Normal,

    /// <summary>The newest versions that the constraints admit.</summary>
    Upgrade,

    /// <summary>The versions of the lock file stay, and their checksums are to be found out anew.</summary>
    Checksums,
}
