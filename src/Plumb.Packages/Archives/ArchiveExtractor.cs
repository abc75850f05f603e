using System.Formats.Tar;
using System.IO.Compression;

namespace Plumb.Packages.Archives;

/// <summary>
/// Unpacks archives from outside: nothing in them may lead out of the target, by its name or through a link, and there is a
/// limit to how many and how large they get.
/// </summary>
public static class ArchiveExtractor
{
    private const int UnixModeShift = 16;
    private const int LinkMode = 0xA000;
    private const int KindMask = 0xF000;
    private const int MaxLinkTarget = 4096;

    public static Task ExtractAsync(string file, ArchiveFormat format, string directory, CancellationToken cancellation) => ExtractAsync(file, format, new ExtractionTarget(directory), cancellation);

    public static async Task ExtractAsync(string file, ArchiveFormat format, ExtractionTarget target, CancellationToken cancellation)
    {
        switch (format)
        {
            case ArchiveFormat.Zip:
                await ExtractZipAsync(file, target, cancellation).ConfigureAwait(false);
                break;
            case ArchiveFormat.TarBzip2:
                await new ChildProgram("bzip2").ReadAsync(["-dc", "--", file], s => ExtractTarAsync(s, target, cancellation), cancellation).ConfigureAwait(false);
                break;
            case ArchiveFormat.TarXz:
                await new ChildProgram("xz").ReadAsync(["-dc", "--", file], s => ExtractTarAsync(s, target, cancellation), cancellation).ConfigureAwait(false);
                break;
            default:
                await using (var stream = File.OpenRead(file))
                {
                    await using Stream plain = format == ArchiveFormat.Tar ? stream : new GZipStream(stream, CompressionMode.Decompress);
                    await ExtractTarAsync(plain, target, cancellation).ConfigureAwait(false);
                }
                break;
        }
    }

    private static async Task ExtractZipAsync(string file, ExtractionTarget target, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            var mode = entry.ExternalAttributes >> UnixModeShift;
            if (entry.FullName.EndsWith('/'))
            {
                target.AddDirectory(entry.FullName);
                continue;
            }
            await using var content = await entry.OpenAsync(cancellation).ConfigureAwait(false);
            if ((mode & KindMask) == LinkMode)
            {
                using var link = new MemoryStream();
                await BoundedCopy.CopyAsync(content, link, MaxLinkTarget, cancellation).ConfigureAwait(false);
                target.AddLink(entry.FullName, System.Text.Encoding.UTF8.GetString(link.ToArray()));
            }
            else
            {
                await target.AddFileAsync(entry.FullName, content, mode, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task ExtractTarAsync(Stream stream, ExtractionTarget target, CancellationToken cancellation)
    {
        await using var tar = new TarReader(stream, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    target.AddDirectory(entry.Name);
                    break;
                case TarEntryType.SymbolicLink:
                    target.AddLink(entry.Name, entry.LinkName);
                    break;
                case TarEntryType.HardLink:
                    target.AddCopy(entry.Name, entry.LinkName);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    await target.AddFileAsync(entry.Name, entry.DataStream ?? Stream.Null, (int)entry.Mode, cancellation).ConfigureAwait(false);
                    break;
            }
        }
        // Whatever follows the archive's end is read, so that the program that writes it can end.
        await stream.CopyToAsync(Stream.Null, cancellation).ConfigureAwait(false);
    }
}
