namespace Plumb.Playbooks.Templating.Python;

/// <summary>Paths as Python's <c>posixpath</c> takes them apart: text alone, no file system.</summary>
internal static class PosixPath
{
    public static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string DirectoryName(string path)
    {
        var head = path[..(path.LastIndexOf('/') + 1)];
        return head.All(c => c == '/') ? head : head.TrimEnd('/');
    }

    public static bool IsAbsolute(string path) => path.StartsWith('/');

    public static string Join(string first, params IEnumerable<string> others)
    {
        var path = first;
        foreach (var next in others)
        {
            if (IsAbsolute(next)) path = next;
            else if (path.Length == 0 || path.EndsWith('/')) path += next;
            else path += "/" + next;
        }

        return path;
    }

    /// <summary>A leading dot of a name starts no extension.</summary>
    public static (string Root, string Extension) SplitExtension(string path)
    {
        var name = path.LastIndexOf('/') + 1;
        var dot = path.LastIndexOf('.');
        if (dot < name || path[name..dot].All(c => c == '.')) return (path, "");
        return (path[..dot], path[dot..]);
    }

    public static string Normalize(string path)
    {
        if (path.Length == 0) return ".";
        // POSIX leaves exactly two slashes at the start to the system's own meaning.
        var root = !IsAbsolute(path) ? "" : path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("///", StringComparison.Ordinal) ? "//" : "/";
        List<string> kept = [];
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != ".." || (root.Length == 0 && kept.Count == 0) || (kept.Count > 0 && kept[^1] == "..")) kept.Add(part);
            else if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
        }

        var normal = root + string.Join('/', kept);
        return normal.Length == 0 ? "." : normal;
    }

    public static string Absolute(string path, string workingDirectory) => Normalize(IsAbsolute(path) ? path : Join(workingDirectory, path));

    public static string Relative(string path, string start, string workingDirectory)
    {
        var from = Parts(Absolute(start, workingDirectory));
        var to = Parts(Absolute(path, workingDirectory));
        var shared = 0;
        while (shared < from.Length && shared < to.Length && from[shared] == to[shared]) shared++;
        string[] steps = [.. Enumerable.Repeat("..", from.Length - shared), .. to[shared..]];
        return steps.Length == 0 ? "." : string.Join('/', steps);
    }

    /// <summary>The longest path that all of them share.</summary>
    public static string Common(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) throw TemplatingException.Filter("commonpath() arg is an empty sequence");
        if (paths.Select(IsAbsolute).Distinct().Count() > 1) throw TemplatingException.Filter("Can't mix absolute and relative paths");
        var split = paths.Select(p => p.Split('/').Where(part => part is not ("" or ".")).ToArray()).ToList();
        var shared = split[0];
        foreach (var parts in split.Skip(1)) shared = [.. shared.Zip(parts).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)];
        return (IsAbsolute(paths[0]) ? "/" : "") + string.Join('/', shared);
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
