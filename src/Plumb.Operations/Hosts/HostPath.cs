namespace Plumb.Operations.Hosts;

/// <summary>Paths of a host as text, by the rules of Python's <c>posixpath</c>.</summary>
public static class HostPath
{
    public static string Join(string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(name);
        if (name.StartsWith('/')) return name;
        return folder.Length == 0 || folder.EndsWith('/') ? folder + name : folder + "/" + name;
    }

    /// <summary>What is before the last slash: of <c>/x</c> the root, of <c>x</c> nothing.</summary>
    public static string DirectoryName(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var slash = path.LastIndexOf('/');
        if (slash < 0) return "";
        var head = path[..(slash + 1)];
        return head.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : head;
    }

    public static string FileName(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path[(path.LastIndexOf('/') + 1)..];
    }

    /// <summary>The path without empty parts, <c>.</c> and <c>..</c>.</summary>
    public static string Normalize(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0) return ".";
        var root = path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("///", StringComparison.Ordinal) ? "//" : path.StartsWith('/') ? "/" : "";
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != ".." || (root.Length == 0 && parts.Count == 0) || (parts.Count > 0 && parts[^1] == "..")) parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }
        var normal = root + string.Join('/', parts);
        return normal.Length == 0 ? "." : normal;
    }

    public static string Absolute(string path, string workingDirectory) => Normalize(Join(workingDirectory, path));
}
