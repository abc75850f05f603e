using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Galaxy.Requirements;

/// <summary>A collection to install, and from where.</summary>
/// <param name="Kind">How it is got.</param>
/// <param name="Source">The name with its namespace, a repository, an address or a path.</param>
public sealed partial record CollectionRequirement(CollectionSourceKind Kind, string Source)
{
    /// <summary>A range of versions, or of a repository a branch, tag or commit.</summary>
    public string Version { get; init; } = "*";

    /// <summary>The server to ask, by name or address; null for those configured.</summary>
    public string? Server { get; init; }

    /// <summary>Where signatures of it are: addresses.</summary>
    public IReadOnlyList<string> Signatures { get; init; } = [];

    /// <summary>The folder of a repository that holds the collection, or collections in folders of their own.</summary>
    public string Subfolder { get; init; } = "";

    public static bool IsName(string text) => NamePattern().IsMatch(text);

    /// <summary>Reads what stands on a command line: <c>name[:version]</c>, a path, an address, a repository.</summary>
    public static CollectionRequirement? Parse(string text, Func<string, bool> exists)
    {
        if (Classify(text, exists) is { } kind) return FromSource(kind, text, null);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, version) = colon < 0 ? (text, "*") : (text[..colon], text[(colon + 1)..]);
        return IsName(name) ? new CollectionRequirement(CollectionSourceKind.Galaxy, name) { Version = version.Length == 0 ? "*" : version } : null;
    }

    /// <summary>Of a repository, splits off <c>#/folder</c> and <c>,version</c>.</summary>
    public static CollectionRequirement FromSource(CollectionSourceKind kind, string text, string? version)
    {
        if (kind != CollectionSourceKind.Git) return new CollectionRequirement(kind, text) { Version = version ?? "*" };
        var source = text.StartsWith("git+", StringComparison.Ordinal) ? text[4..] : text;
        var comma = source.IndexOf(',', StringComparison.Ordinal);
        if (comma >= 0) (source, version) = (source[..comma], version is null or "*" ? source[(comma + 1)..] : version);
        var hash = source.IndexOf('#', StringComparison.Ordinal);
        var folder = hash < 0 ? "" : source[(hash + 1)..].Trim('/');
        if (hash >= 0) source = source[..hash];
        return new CollectionRequirement(kind, source) { Version = string.IsNullOrEmpty(version) ? "*" : version, Subfolder = folder };
    }

    /// <summary>What a source is by its form; null where it looks like a name.</summary>
    public static CollectionSourceKind? Classify(string text, Func<string, bool> exists)
    {
        if (text.StartsWith("git+", StringComparison.Ordinal) || text.StartsWith("git@", StringComparison.Ordinal) || text.StartsWith("git://", StringComparison.Ordinal)) return CollectionSourceKind.Git;
        if (text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("file://", StringComparison.Ordinal)) return CollectionSourceKind.Address;
        return text.Contains('/', StringComparison.Ordinal) || exists(text) ? CollectionSourceKind.Path : null;
    }

    [GeneratedRegex(@"\A[a-zA-Z_][a-zA-Z0-9_]*\.[a-zA-Z_][a-zA-Z0-9_]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}

/// <summary>How a collection is got.</summary>
public enum CollectionSourceKind
{
    /// <summary>A server knows it by name.</summary>
    Galaxy,

    Git,

    /// <summary>An archive behind an address.</summary>
    Address,

    /// <summary>An archive or a folder of this machine.</summary>
    Path,

    /// <summary>A folder of folders with a collection each.</summary>
    Subfolders,
}
