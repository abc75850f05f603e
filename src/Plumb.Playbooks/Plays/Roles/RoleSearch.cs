namespace Plumb.Playbooks.Plays.Roles;

/// <summary>Finds the folder of a role by its name.</summary>
public sealed record RoleSearch(IReadOnlyList<string> RolePaths, IReadOnlyList<string> CollectionPaths)
{
    /// <summary>The folder, or null; <paramref name="searched"/> tells where it was looked for.</summary>
    /// <param name="name">The name, a path, or a name within a collection.</param>
    /// <param name="playFolder">The folder of the playbook.</param>
    /// <param name="roleFolder">The folder of the role that asks, if one does.</param>
    /// <param name="collections">The collections that names without one are looked for in too.</param>
    /// <param name="searched">The folders that were looked through.</param>
    public string? Find(string name, string playFolder, string? roleFolder, IReadOnlyList<string> collections, out IReadOnlyList<string> searched)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(collections);
        List<string> folders = [Path.Combine(playFolder, "roles"), .. RolePaths];
        if (roleFolder is not null && Path.GetDirectoryName(roleFolder) is { } beside) folders.Add(beside);
        folders.Add(playFolder);
        searched = folders;
        return InCollections(name, playFolder, collections)
            ?? folders.Select(f => Path.GetFullPath(Expanded(name), f)).FirstOrDefault(Directory.Exists);
    }

    private string? InCollections(string name, string playFolder, IReadOnlyList<string> collections)
    {
        var full = name.Split('.') is [_, _, _] && !name.Contains('/', StringComparison.Ordinal) ? [name] : collections.Select(c => $"{c}.{name}");
        foreach (var candidate in full)
        {
            if (candidate.Split('.') is not [var space, var collection, var role]) continue;
            foreach (var root in (IEnumerable<string>)[Path.Combine(playFolder, "collections"), .. CollectionPaths])
            {
                var folder = Path.Combine(root, "ansible_collections", space, collection, "roles", role);
                if (Directory.Exists(folder)) return folder;
            }
        }
        return null;
    }

    private static string Expanded(string path) => path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path;
}
