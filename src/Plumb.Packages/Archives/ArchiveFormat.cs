namespace Plumb.Packages.Archives;

public enum ArchiveFormat
{
    Zip,
    Tar,
    TarGzip,
    TarBzip2,
    TarXz,
}

/// <summary>Tells an archive's format by the parameter <c>archive</c> or by its name.</summary>
public static class ArchiveFormats
{
    private static readonly (string Extension, ArchiveFormat Format)[] ByExtension =
    [
        ("tar.gz", ArchiveFormat.TarGzip), ("tgz", ArchiveFormat.TarGzip),
        ("tar.bz2", ArchiveFormat.TarBzip2), ("tbz2", ArchiveFormat.TarBzip2), ("tar.tbz2", ArchiveFormat.TarBzip2),
        ("tar.xz", ArchiveFormat.TarXz), ("txz", ArchiveFormat.TarXz),
        ("zip", ArchiveFormat.Zip), ("tar", ArchiveFormat.Tar),
    ];

    /// <summary>Null where it is not an archive, or is said not to be (<c>archive=false</c>).</summary>
    public static ArchiveFormat? Of(string? parameter, string path)
    {
        foreach (var (extension, format) in ByExtension)
        {
            if (parameter is { Length: > 0 } ? parameter == extension : path.EndsWith("." + extension, StringComparison.OrdinalIgnoreCase)) return format;
        }
        return null;
    }
}
