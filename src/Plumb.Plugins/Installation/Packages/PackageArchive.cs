using System.IO.Compression;
using Plumb.Packages;
using Plumb.Packages.Archives;

namespace Plumb.Plugins.Installation.Packages;

/// <summary>Unpacks a package: bounded in number and size, and nothing may land outside of the directory or be a link.</summary>
internal static class PackageArchive
{
    private const int MaxEntries = 100_000;
    private const long MaxBytes = 4L << 30;
    private const int ModeShift = 16;
    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>Throws <see cref="FetchException"/> or <see cref="InvalidDataException"/> where it is no proper archive.</summary>
    public static async Task ExtractAsync(string archive, string directory, CancellationToken cancellation)
    {
        await using var zip = await ZipFile.OpenReadAsync(archive, cancellation).ConfigureAwait(false);
        if (zip.Entries.Count > MaxEntries) throw new FetchException($"the archive has more than {MaxEntries} entries.");
        if (zip.Entries.Sum(e => Math.Max(0, e.Length)) > MaxBytes) throw new FetchException($"the archive unpacks to more than {MaxBytes >> 30} GiB.");
        var target = new ExtractionTarget(directory, MaxBytes);
        foreach (var entry in zip.Entries)
        {
            var mode = entry.ExternalAttributes >> ModeShift;
            if (entry.FullName.EndsWith('/'))
            {
                target.AddDirectory(entry.FullName);
                continue;
            }
            if ((mode & KindMask) is not (0 or RegularFile)) throw new FetchException($"the archive holds \"{entry.FullName}\", which is no ordinary file.");
            await using var content = await entry.OpenAsync(cancellation).ConfigureAwait(false);
            await target.AddFileAsync(entry.FullName, content, mode, cancellation).ConfigureAwait(false);
        }
    }
}
