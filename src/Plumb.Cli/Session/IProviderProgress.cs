using Plumb.Core.Addresses;
using Plumb.Plugins.Installation;

namespace Plumb.Cli.Session;

/// <summary>Is told what <c>init</c> does with providers.</summary>
internal interface IProviderProgress : IInstallationObserver
{
    /// <summary>The program itself has the provider.</summary>
    void Embedded(ProviderAddress address, string version);

    /// <summary>Some package bears its maker's own signature.</summary>
    void SelfSigned();

    void LocksWritten(bool isNew);
}
