namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>A range of versions as requirements write it: <c>*</c>, <c>1.2.3</c>, <c>&gt;=1.0.0,&lt;2.0.0</c>, <c>!=1.5.0</c>.</summary>
public sealed record VersionRange(string Text, IReadOnlyList<(string Operator, CollectionVersion Version)> Conditions)
{
    private static readonly string[] Operators = [">=", "<=", "==", "!=", ">", "<", "="];

    public static VersionRange Any { get; } = new("*", []);

    /// <summary>Whether a pre-release is asked for by name.</summary>
    public bool NamesPreRelease => Conditions.Any(c => c.Version.IsPreRelease);

    /// <summary>Null where the text is no range.</summary>
    public static VersionRange? Parse(string text)
    {
        var conditions = new List<(string, CollectionVersion)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part is "*" or "" or "latest") continue;
            var sign = Operators.FirstOrDefault(o => part.StartsWith(o, StringComparison.Ordinal)) ?? "";
            var written = part[sign.Length..].Trim();
            if (written == "*") continue;
            if (!CollectionVersion.TryParse(Completed(written), out var version)) return null;
            conditions.Add((sign is "" or "=" ? "==" : sign, version));
        }
        return new VersionRange(text, conditions);
    }

    public bool Contains(CollectionVersion version) => Conditions.All(c => version.CompareTo(c.Version) is var order && c.Operator switch
    {
        ">=" => order >= 0,
        "<=" => order <= 0,
        ">" => order > 0,
        "<" => order < 0,
        "!=" => order != 0,
        _ => order == 0,
    });

    /// <summary>1.2 stands for 1.2.0.</summary>
    private static string Completed(string written)
    {
        var end = written.AsSpan().IndexOfAny('-', '+');
        var core = end < 0 ? written : written[..end];
        for (var dots = core.Count(c => c == '.'); dots < 2; dots++) core += ".0";
        return end < 0 ? core : core + written[end..];
    }
}
