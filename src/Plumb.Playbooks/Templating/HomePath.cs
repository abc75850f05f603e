namespace Plumb.Playbooks.Templating;

/// <summary>Paths that begin at somebody's home: <c>~/x</c>, <c>~bob/x</c>.</summary>
internal static class HomePath
{
    public static string Expand(string path, TemplarSettings settings)
    {
        if (!path.StartsWith('~')) return path;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var user = slash < 0 ? path[1..] : path[1..slash];
        var home = user.Length == 0 ? settings.Environment("HOME") ?? settings.Files.HomeOf(null) : settings.Files.HomeOf(user);
        if (home is null) return path;
        var expanded = home.TrimEnd('/') + (slash < 0 ? "" : path[slash..]);
        return expanded.Length == 0 ? "/" : expanded;
    }
}
