namespace Plumb.Playbooks.Plays.Roles;

/// <summary>Finds the folder of a role by its name.</summary>
public sealed record RoleSearch(IReadOnlyList<string> RolePaths, IReadOnlyList<string> CollectionPaths)
{
    /// <summary>The role, or null; <paramref name="searched"/> tells where it was looked for.</summary>
    /// <param name="name">The name, a path, or a name within a collection.</param>
    /// <param name="playFolder">The folder of the playbook.</param>
    /// <param name="asking">The role that asks, if one does.</param>
    /// <param name="collections">The collections that names without one are looked for in too.</param>
    /// <param name="searched">The folders that were looked through.</param>
    public FoundRole? Find(string name, string playFolder, FoundRole? asking, IReadOnlyList<string> collections, out IReadOnlyList<string> searched)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(collections);
        List<string> folders = [Path.Combine(playFolder, "roles"), .. RolePaths];
        if (asking is not null && Path.GetDirectoryName(asking.Folder) is { } beside) folders.Add(beside);
        folders.Add(playFolder);
        searched = folders;
        return InCollections(name, playFolder, asking?.Collection is { } own ? [own, .. collections] : collections) ?? InFolders(name, folders);
    }

    /// <summary>A name that leads somewhere from one of the folders is the role's name as it is, path or not; one that leads there from the current folder alone is its last part.</summary>
    private static FoundRole? InFolders(string name, IEnumerable<string> folders)
    {
        var path = Expanded(name);
        if (folders.Select(f => Path.GetFullPath(path, f)).FirstOrDefault(Directory.Exists) is { } found) return new FoundRole(name, null, WithoutLinks(found));
        var here = Path.GetFullPath(path);
        return Directory.Exists(here) ? new FoundRole(Path.GetFileName(name.TrimEnd('/')), null, WithoutLinks(here)) : null;
    }

    /// <summary>A role is where its folder really is: what it includes is named after that place, and roles beside that one are found too.</summary>
    private static string WithoutLinks(string folder)
    {
        if (Path.GetDirectoryName(folder) is not { } parent) return folder;
        var place = new DirectoryInfo(Path.Combine(WithoutLinks(parent), Path.GetFileName(folder)));
        // The target of a link may have links above it.
        return place.LinkTarget is null ? place.FullName : WithoutLinks(place.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? place.FullName);
    }

    private FoundRole? InCollections(string name, string playFolder, IReadOnlyList<string> collections)
    {
        var full = name.Split('.') is [_, _, _] && !name.Contains('/', StringComparison.Ordinal) ? [name] : collections.Select(c => $"{c}.{name}");
        foreach (var candidate in full)
        {
            if (candidate.Split('.') is not [var space, var collection, var role]) continue;
            foreach (var root in (IEnumerable<string>)[Path.Combine(playFolder, "collections"), .. CollectionPaths])
            {
                var folder = Path.Combine(root, "ansible_collections", space, collection, "roles", role);
                if (Directory.Exists(folder)) return new FoundRole(role, $"{space}.{collection}", folder);
            }
        }
        return null;
    }

    private static string Expanded(string path) => path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path;
}

/// <summary>A role as it was found.</summary>
/// <param name="ShortName">Its name without that of its collection.</param>
/// <param name="Collection">The collection that it is in, if it is in one.</param>
/// <param name="Folder">Where it is.</param>
public sealed record FoundRole(string ShortName, string? Collection, string Folder)
{
    public string Name => Collection is null ? ShortName : $"{Collection}.{ShortName}";
}
