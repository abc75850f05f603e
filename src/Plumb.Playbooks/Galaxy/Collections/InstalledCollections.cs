using Plumb.Packages;

namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>Collections in folders of the form <c>ansible_collections/namespace/name</c>.</summary>
public static class InstalledCollections
{
    public const string RootName = "ansible_collections";

    /// <summary>The folder of collections that a path stands for.</summary>
    public static string RootOf(string path) => Path.GetFileName(path) == RootName ? path : Path.Combine(path, RootName);

    /// <summary>In the order of names; what cannot be understood is left out.</summary>
    public static IEnumerable<CollectionCandidate> List(string path)
    {
        var root = RootOf(path);
        if (!Directory.Exists(root)) yield break;
        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).SelectMany(n => Directory.EnumerateDirectories(n).Order(StringComparer.Ordinal)))
        {
            if (TryRead(folder) is { } info) yield return new CollectionCandidate(info, folder);
        }
    }

    private static CollectionInfo? TryRead(string folder)
    {
        try
        {
            return CollectionInfo.IsCollection(folder) ? CollectionInfo.Read(folder) : null;
        }
        catch (Exception e) when (e is FetchException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
