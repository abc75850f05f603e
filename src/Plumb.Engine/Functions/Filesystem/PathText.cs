namespace Plumb.Engine.Functions.Filesystem;

/// <summary>Paths as texts, with the peer's rules: '/' separates, and a path is cleaned by its text alone.</summary>
internal static class PathText
{
    internal static bool IsAbsolute(string path) => path.StartsWith('/');

    internal static string Join(string first, string second) => first.Length == 0 ? Clean(second) : Clean($"{first}/{second}");

    /// <summary>The shortest equal path: no empty and "." parts, no ".." that can be resolved; "." for nothing.</summary>
    internal static string Clean(string path)
    {
        var isAbsolute = IsAbsolute(path);
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..") parts.RemoveAt(parts.Count - 1);
            else if (!isAbsolute) parts.Add(part);
        }
        var cleaned = string.Join('/', parts);
        return isAbsolute ? "/" + cleaned : cleaned.Length == 0 ? "." : cleaned;
    }

    /// <summary>The last part; "." for an empty path, "/" for one of separators alone.</summary>
    internal static string Base(string path)
    {
        if (path.Length == 0) return ".";
        var trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    /// <summary>Everything before the last separator.</summary>
    internal static string Directory(string path) => Clean(path[..(path.LastIndexOf('/') + 1)]);

    /// <summary>How to come from one directory to a path, both absolute or both relative to the same place, both clean.</summary>
    internal static string Relative(string directory, string path)
    {
        var from = Parts(directory);
        var to = Parts(path);
        var common = 0;
        while (common < from.Length && common < to.Length && from[common] == to[common]) common++;
        var steps = Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)).ToList();
        return steps.Count == 0 ? "." : string.Join('/', steps);
    }

    private static string[] Parts(string path) => path == "." ? [] : path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
