using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Plugins.Tests.Installation;

/// <summary>Hears of the package that was installed last who signed it, in the words that people are told.</summary>
internal sealed class SignerObserver : IInstallationObserver
{
    public string Signer { get; private set; } = "";

    public void BuiltIn(ProviderAddress address)
    {
    }

    public void Finding(ProviderAddress address, string constraints, bool isLocked)
    {
    }

    public void AlreadyInstalled(ProviderAddress address, SemanticVersion version)
    {
    }

    public void Cached(ProviderAddress address, SemanticVersion version)
    {
    }

    public void Installing(ProviderAddress address, SemanticVersion version)
    {
    }

    public void Installed(ProviderAddress address, SemanticVersion version, PackageAuthenticity authenticity) =>
        Signer = authenticity.Describe + (authenticity.IsOthers ? $", key ID {authenticity.KeyId}" : "");
}
