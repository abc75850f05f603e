using Plumb.Operations.Hosts;

namespace Plumb.Operations.Facts;

/// <summary>Files as facts take them: trimmed text, and null for what is empty, absent or closed to the user alike.</summary>
internal sealed class FactFiles(IHostFiles files)
{
    public string? Text(string path)
    {
        var text = files.ReadTextOrNull(path)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public IReadOnlyList<string> Lines(string path) => Text(path) is { } text ? text.ReplaceLineEndings("\n").Split('\n') : [];

    /// <summary>Items that a zero byte ends, as the kernel shows an environment.</summary>
    public IReadOnlyList<string> ZeroEnded(string path) =>
        files.ReadTextOrNull(path)?.Split('\0', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public bool Exists(string path) => files.StatusOrNull(path, follow: true) is not null;

    public bool IsFolder(string path) => files.StatusOrNull(path, follow: true)?.Kind == FileKind.Directory;

    public bool IsEmptyFile(string path) => files.StatusOrNull(path, follow: true)?.Size == 0;

    public FileStatus? Status(string path) => files.StatusOrNull(path, follow: true);

    public IReadOnlyList<string> List(string path) => files.ListOrEmpty(path);

    /// <summary>Where a symbolic link points, as written; null for what is no link.</summary>
    public string? Link(string path)
    {
        try
        {
            return files.StatusOrNull(path, follow: false)?.Kind == FileKind.SymbolicLink ? files.ReadLink(path) : null;
        }
        catch (HostException)
        {
            return null;
        }
    }

    /// <summary>The last part of where a link points.</summary>
    public string? LinkName(string path) => Link(path) is { } target ? LastPart(target) : null;

    public static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];
}
