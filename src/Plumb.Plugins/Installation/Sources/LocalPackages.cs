using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Versions;
using Plumb.Plugins.Installation.Packages;

namespace Plumb.Plugins.Installation.Sources;

/// <summary>
/// A directory of packages, by host, namespace and type: unpacked in <c>VERSION/OS_ARCH/</c>, or packed as
/// <c>terraform-provider-TYPE_VERSION_OS_ARCH.zip</c>. What has another form is passed over.
/// </summary>
public sealed class LocalPackages(string root)
{
    private const string ArchiveSuffix = ".zip";

    /// <summary>Where a packed package belongs.</summary>
    public static string PackedPath(string root, ProviderAddress address, SemanticVersion version, ProviderPlatform platform) =>
        Path.Combine(root, address.Host, address.Namespace, address.Type, $"terraform-provider-{address.Type}_{version}_{platform}{ArchiveSuffix}");

    /// <summary>All packages of one provider; unpacked ones first, since they need no work.</summary>
    public IEnumerable<PackageInfo> Of(ProviderAddress address)
    {
        var directory = new DirectoryInfo(Path.Combine(root, address.Host, address.Namespace, address.Type));
        if (!directory.Exists) return [];
        return Unpacked(directory, address).Concat(Packed(directory, address));
    }

    /// <summary>The providers that there is something of.</summary>
    public IEnumerable<ProviderAddress> Providers()
    {
        if (!Directory.Exists(root)) yield break;
        foreach (var type in Directories(new DirectoryInfo(root)).SelectMany(Directories).SelectMany(Directories))
        {
            var parts = Path.GetRelativePath(root, type.FullName).Replace('\\', '/');
            if (ProviderSource.Parse(parts, null, new DiagnosticBag()) is { } address && Of(address).Any()) yield return address;
        }
    }

    private static IEnumerable<PackageInfo> Unpacked(DirectoryInfo directory, ProviderAddress address)
    {
        foreach (var version in Directories(directory))
        {
            if (!SemanticVersion.TryParse(version.Name, out var parsed)) continue;
            foreach (var package in Directories(version))
                if (ProviderPlatform.TryParse(package.Name, out var platform)) yield return new PackageInfo(address, parsed, platform, new DirectoryPackage(package.FullName), null);
        }
    }

    private static IEnumerable<PackageInfo> Packed(DirectoryInfo directory, ProviderAddress address)
    {
        var prefix = $"terraform-provider-{address.Type}_";
        foreach (var file in directory.EnumerateFiles().OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var name = file.Name.ToLowerInvariant();
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || !name.EndsWith(ArchiveSuffix, StringComparison.Ordinal) || name.Length <= prefix.Length + ArchiveSuffix.Length) continue;
            if (name[prefix.Length..^ArchiveSuffix.Length].Split('_') is [var version, var system, var architecture, ..]
                && SemanticVersion.TryParse(version, out var parsed) && ProviderPlatform.TryParse($"{system}_{architecture}", out var platform))
                yield return new PackageInfo(address, parsed, platform, new ArchivePackage(file.FullName), null);
        }
    }

    private static IEnumerable<DirectoryInfo> Directories(DirectoryInfo directory) => directory.EnumerateDirectories().OrderBy(d => d.Name, StringComparer.Ordinal);
}
