namespace Plumb.Playbooks.Plays.Tags;

/// <summary>Which tasks run: those with one of the tags asked for, without those to leave out.</summary>
public sealed record TagSelection(IReadOnlySet<string> Wanted, IReadOnlySet<string> Skipped)
{
    private const string All = "all";
    private const string Always = "always";
    private const string Never = "never";
    private const string Tagged = "tagged";
    private const string Untagged = "untagged";

    public static TagSelection Everything { get; } = new(new HashSet<string>([All]), new HashSet<string>());

    /// <summary>With the tasks that run only where their tag is asked for.</summary>
    public static TagSelection WithNever { get; } = new(new HashSet<string>([All, Never]), new HashSet<string>());

    /// <summary>As given on the command line: each may hold several with commas.</summary>
    public static TagSelection Of(IEnumerable<string> wanted, IEnumerable<string> skipped)
    {
        var only = Split(wanted);
        if (only.Count == 0) only.Add(All);
        return new TagSelection(only, Split(skipped));
    }

    public bool Selects(IReadOnlyCollection<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return IsWanted(tags) && !IsSkipped(tags);
    }

    private bool IsWanted(IReadOnlyCollection<string> tags)
    {
        if (Wanted.Count == 0 || tags.Contains(Always)) return true;
        if (Wanted.Contains(All) && !tags.Contains(Never)) return true;
        if (tags.Count == 0 ? Wanted.Contains(Untagged) : tags.Any(Wanted.Contains)) return true;
        return Wanted.Contains(Tagged) && tags.Count > 0 && !tags.Contains(Never);
    }

    private bool IsSkipped(IReadOnlyCollection<string> tags)
    {
        if (Skipped.Count == 0) return false;
        if (Skipped.Contains(All)) return !tags.Contains(Always) || Skipped.Contains(Always);
        if (tags.Count == 0 ? Skipped.Contains(Untagged) : tags.Any(Skipped.Contains)) return true;
        return Skipped.Contains(Tagged) && tags.Count > 0;
    }

    private static HashSet<string> Split(IEnumerable<string> tags) => [.. tags.SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
