using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Versions;

namespace Plumb.Plugins.Installation.Packages;

/// <summary>Where a package is.</summary>
public abstract record PackageLocation;

/// <summary>Unpacked, on this machine.</summary>
public sealed record DirectoryPackage(string Path) : PackageLocation;

/// <summary>A zip archive on this machine.</summary>
public sealed record ArchivePackage(string Path) : PackageLocation;

/// <summary>A zip archive to be downloaded.</summary>
public sealed record DownloadPackage(Uri Address) : PackageLocation;

/// <summary>What a source knows of one package.</summary>
/// <param name="Authentication">Null where the source vouches for nothing.</param>
public sealed record PackageInfo(ProviderAddress Address, SemanticVersion Version, ProviderPlatform Platform, PackageLocation Location, IPackageAuthentication? Authentication);
