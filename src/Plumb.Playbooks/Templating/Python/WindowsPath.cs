namespace Plumb.Playbooks.Templating.Python;

/// <summary>Paths as Python's <c>ntpath</c> (3.11) takes them apart, on whatever system.</summary>
internal static class WindowsPath
{
    public static string BaseName(string path) => Split(path).Name;

    public static string DirectoryName(string path) => Split(path).Head;

    public static (string Drive, string Path) SplitDrive(string path)
    {
        if (path.Length < 2) return ("", path);
        var plain = path.Replace('/', '\\');
        if (plain.StartsWith(@"\\", StringComparison.Ordinal)) return SplitShare(path, plain);
        return plain[1] == ':' ? (path[..2], path[2..]) : ("", path);
    }

    /// <summary>A share's drive is its server and name; <c>\\?\UNC\</c> may stand before them.</summary>
    private static (string Drive, string Path) SplitShare(string path, string plain)
    {
        var start = plain.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase) ? 8 : 2;
        var server = plain.IndexOf('\\', start);
        if (server < 0) return (path, "");
        var share = plain.IndexOf('\\', server + 1);
        return share < 0 ? (path, "") : (path[..share], path[share..]);
    }

    private static (string Head, string Name) Split(string path)
    {
        var (drive, rest) = SplitDrive(path);
        var cut = rest.LastIndexOfAny(['\\', '/']) + 1;
        var head = rest[..cut];
        var trimmed = head.TrimEnd('\\', '/');
        return (drive + (trimmed.Length == 0 ? head : trimmed), rest[cut..]);
    }
}
