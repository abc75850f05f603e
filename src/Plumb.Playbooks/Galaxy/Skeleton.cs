namespace Plumb.Playbooks.Galaxy;

/// <summary>The files that a new role or collection starts with.</summary>
public static class Skeleton
{
    private static readonly string[] TaskFolders = ["defaults", "vars", "tasks", "handlers"];

    /// <summary>Files with their content; those with no content are folders.</summary>
    public static IReadOnlyList<(string Path, string? Content)> Role(string name) =>
    [
        ("README.md", $"# {name}\n\nWhat this role is for.\n\n## Variables\n\nThose that users set, with their defaults: see `defaults/main.yml`.\n\n## Example\n\n    - hosts: servers\n      roles:\n        - role: {name}\n"),
        .. TaskFolders.Select(f => ($"{f}/main.yml", (string?)$"---\n# {f} of {name}\n")),
        ("files", null),
        ("templates", null),
        ("meta/main.yml", "galaxy_info:\n  author: your name\n  description: your role description\n  license: license (GPL-2.0-or-later, MIT, etc)\n  min_ansible_version: \"2.17\"\n  galaxy_tags: []\n\ndependencies: []\n"),
        ("tests/inventory", "localhost\n\n"),
        ("tests/test.yml", $"---\n- hosts: localhost\n  remote_user: root\n  roles:\n    - {name}\n"),
    ];

    /// <summary>The same for a collection.</summary>
    public static IReadOnlyList<(string Path, string? Content)> Collection(string space, string name) =>
    [
        ("README.md", $"# {space}.{name}\n\nWhat this collection is for.\n"),
        ("galaxy.yml", $"namespace: {space}\nname: {name}\nversion: 1.0.0\nreadme: README.md\nauthors:\n  - your name <example@domain.com>\ndescription: your collection description\nlicense:\n  - GPL-2.0-or-later\nlicense_file: ''\ntags: []\ndependencies: {{}}\nrepository: http://example.com/repository\ndocumentation: http://docs.example.com\nhomepage: http://example.com\nissues: http://example.com/issue/tracker\nbuild_ignore: []\n"),
        ("meta/runtime.yml", "---\nrequires_ansible: '>=2.14.0'\n"),
        ("docs", null),
        ("roles", null),
        ("plugins/README.md", "# Plugins\n\nOf each kind in a folder of its own, such as `filter` or `modules`.\n"),
    ];

    /// <summary>The files of a folder that stand in for the usual ones; <c>{{ name }}</c> in files that end in .j2 is filled in by the caller.</summary>
    public static IReadOnlyList<(string Path, string? Content)> OfFolder(string folder, Func<string, bool> isIgnored)
    {
        var found = new List<(string, string?)>();
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path);
            if (isIgnored(name) || name.Split('/').Contains(".git")) continue;
            found.Add((name, Directory.Exists(path) ? null : File.ReadAllText(path)));
        }
        return found;
    }

    /// <summary>Files that are there already are written anew.</summary>
    public static void Write(string folder, IEnumerable<(string Path, string? Content)> files)
    {
        foreach (var (path, content) in files)
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(content is null ? full : Path.GetDirectoryName(full) ?? folder);
            if (content is not null) File.WriteAllText(full, content);
        }
    }
}
