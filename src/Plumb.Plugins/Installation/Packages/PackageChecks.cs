using System.Diagnostics;

namespace Plumb.Plugins.Installation.Packages;

/// <summary>Holds packages against checksums.</summary>
public static class PackageChecks
{
    /// <summary>Whether one of the checksums is the package's. That of an archive says nothing of an unpacked package.</summary>
    public static async Task<bool> MatchesAsync(PackageLocation package, IReadOnlyCollection<string> hashes, CancellationToken cancellation)
    {
        if (hashes.Any(h => h.StartsWith(PackageHash.ContentScheme, StringComparison.Ordinal)) && hashes.Contains(await ContentHashAsync(package, cancellation).ConfigureAwait(false))) return true;
        return package is ArchivePackage archive && hashes.Any(h => h.StartsWith(PackageHash.ArchiveScheme, StringComparison.Ordinal))
            && hashes.Contains(await PackageHash.OfArchiveAsync(archive.Path, cancellation).ConfigureAwait(false));
    }

    public static Task<string> ContentHashAsync(PackageLocation package, CancellationToken cancellation) => package switch
    {
        DirectoryPackage directory => PackageHash.OfDirectoryAsync(directory.Path, cancellation),
        ArchivePackage archive => PackageHash.OfArchiveContentAsync(archive.Path, cancellation),
        _ => throw new UnreachableException(),
    };
}
