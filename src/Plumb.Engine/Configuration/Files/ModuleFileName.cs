namespace Plumb.Engine.Configuration.Files;

/// <summary>What the name of a file says about its part in a module.</summary>
public static class ModuleFileName
{
    private static readonly string[] Extensions = [".tf.json", ".tofu.json", ".tf", ".tofu"];

    /// <summary>The extension of a configuration file; null for any other file, tests and an editor's left-overs among them.</summary>
    public static string? Extension(string name)
    {
        if (IsIgnored(name)) return null;
        foreach (var extension in Extensions)
            if (name.EndsWith(extension, StringComparison.Ordinal)) return extension;
        return null;
    }

    public static bool IsQuery(string name) => name.EndsWith(".tfquery.hcl", StringComparison.Ordinal) || name.EndsWith(".tfquery.json", StringComparison.Ordinal);

    /// <summary>The files of queries among names, in order.</summary>
    public static IEnumerable<string> SelectQueries(IEnumerable<string> names) => names.Where(n => IsQuery(n) && !IsIgnored(n)).Order(StringComparer.Ordinal);

    public static bool IsOverride(string name)
    {
        var stem = name.AsSpan(0, name.Length - (Extension(name)?.Length ?? 0));
        return stem is "override" || stem.EndsWith("_override", StringComparison.Ordinal);
    }

    /// <summary>Hidden files, and those that editors leave behind: <c>.x</c>, <c>x~</c>, <c>#x#</c>.</summary>
    public static bool IsIgnored(string name) =>
        name.StartsWith('.') || name.EndsWith('~') || (name.StartsWith('#') && name.EndsWith('#'));

    /// <summary>The names that count, in order: a .tf file gives way to a .tofu file of the same name.</summary>
    public static IReadOnlyList<string> Select(IEnumerable<string> names)
    {
        var all = names.Where(n => Extension(n) is not null).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(n => !IsShadowed(n, all)).Order(StringComparer.Ordinal)];
    }

    private static bool IsShadowed(string name, HashSet<string> all) => Extension(name) switch
    {
        ".tf" => all.Contains(name[..^".tf".Length] + ".tofu"),
        ".tf.json" => all.Contains(name[..^".tf.json".Length] + ".tofu.json"),
        _ => false,
    };
}
