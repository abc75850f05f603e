using Plumb.Cli.Session;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Cli.Commands.Providers;

/// <summary>Tells which packages are got for their checksums.</summary>
internal sealed class LockingProgress(Terminal terminal, ProviderPlatform platform) : IInstallationObserver
{
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

    public void Installing(ProviderAddress address, SemanticVersion version) => Line($"- Fetching {address.ForDisplay} {version} for {platform}...");

    public void Installed(ProviderAddress address, SemanticVersion version, PackageAuthenticity authenticity) =>
        Line($"- Retrieved {address.ForDisplay} {version} for {platform} ({authenticity.Describe}{(authenticity.IsOthers ? $", key ID {authenticity.KeyId}" : "")})");

    private void Line(string text)
    {
        terminal.Out.WriteLine(text);
        terminal.Out.Flush();
    }
}
