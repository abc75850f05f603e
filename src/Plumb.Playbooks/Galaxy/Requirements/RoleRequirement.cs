namespace Plumb.Playbooks.Galaxy.Requirements;

/// <summary>A role to install, and from where.</summary>
/// <param name="Name">The folder it gets.</param>
/// <param name="Source">A repository, an address, a path, or the name that a server knows it by.</param>
public sealed record RoleRequirement(string Name, string Source)
{
    /// <summary>A branch, tag or commit, or a release on the server; null for the newest.</summary>
    public string? Version { get; init; }

    /// <summary>The program that the repository needs, such as git; null where the source is no repository.</summary>
    public string? Scm { get; init; }

    /// <summary>As messages name it.</summary>
    public string Label => string.IsNullOrEmpty(Version) ? Name : $"{Name} ({Version})";

    /// <summary>Whether it can be got at all: a short name of a role beside this one cannot.</summary>
    public bool IsAddressed => Name.Contains('.', StringComparison.Ordinal) || Source.Contains('.', StringComparison.Ordinal) || Scm is not null;

    /// <summary>Reads <c>[scm+]source[,version[,name]]</c>; null where there are more parts.</summary>
    public static RoleRequirement? Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > 3 || parts[0].Length == 0) return null;
        return Of(parts.Length > 2 ? parts[2] : null, parts[0], parts.Length > 1 ? parts[1] : null, null);
    }

    public static RoleRequirement Of(string? name, string source, string? version, string? scm)
    {
        if (scm is null && source.Contains("github.com", StringComparison.Ordinal) && source.StartsWith("http", StringComparison.Ordinal)
            && !source.Contains('+', StringComparison.Ordinal) && !source.EndsWith(".tar.gz", StringComparison.Ordinal)) source = "git+" + source;
        var plus = source.IndexOf('+', StringComparison.Ordinal);
        if (plus > 0 && source[..plus] is "git" or "hg") (scm, source) = (source[..plus], source[(plus + 1)..]);
        return new RoleRequirement(string.IsNullOrEmpty(name) ? NameOf(source) : name, source) { Version = string.IsNullOrEmpty(version) ? null : version, Scm = string.IsNullOrEmpty(scm) ? null : scm };
    }

    /// <summary>The last part of an address without the endings that repositories and archives have.</summary>
    private static string NameOf(string source)
    {
        if (!source.Contains("://", StringComparison.Ordinal) && !source.Contains('@', StringComparison.Ordinal)) return source.Contains('/', StringComparison.Ordinal) ? Path.GetFileName(source.TrimEnd('/')) : source;
        var name = source.TrimEnd('/').Split('/')[^1];
        if (name.EndsWith(".git", StringComparison.Ordinal)) name = name[..^4];
        if (name.EndsWith(".tar.gz", StringComparison.Ordinal)) name = name[..^7];
        return name;
    }
}
