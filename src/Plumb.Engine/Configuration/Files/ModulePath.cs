namespace Plumb.Engine.Configuration.Files;

/// <summary>Paths of modules as people and manifests see them: with forward slashes, without detours, relative where they began so.</summary>
public static class ModulePath
{
    /// <summary>Joins and cleans; an absolute second part stands alone.</summary>
    public static string Join(string directory, string path) =>
        Clean(path.StartsWith('/') || directory is "" or "." ? path : directory + "/" + path);

    /// <summary>Without empty, <c>.</c> and needless <c>..</c> parts; <c>.</c> where nothing is left.</summary>
    public static string Clean(string path)
    {
        var rooted = path.StartsWith('/');
        var kept = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part == ".." && kept.Count > 0 && kept[^1] != "..") kept.RemoveAt(kept.Count - 1);
            else if (part != ".." || !rooted) kept.Add(part);
        }
        var joined = string.Join('/', kept);
        return rooted ? "/" + joined : joined.Length == 0 ? "." : joined;
    }
}
