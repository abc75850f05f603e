using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Plugins.Installation;

/// <summary>Is told what an installation is at. Called by one thread at a time.</summary>
public interface IInstallationObserver
{
    void BuiltIn(ProviderAddress address);

    /// <summary>The version is looked for.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="constraints">In canonical form.</param>
    /// <param name="isLocked">Whether the lock file says which.</param>
    void Finding(ProviderAddress address, string constraints, bool isLocked);

    void AlreadyInstalled(ProviderAddress address, SemanticVersion version);

    void Cached(ProviderAddress address, SemanticVersion version);

    void Installing(ProviderAddress address, SemanticVersion version);

    void Installed(ProviderAddress address, SemanticVersion version, PackageAuthenticity authenticity);
}
