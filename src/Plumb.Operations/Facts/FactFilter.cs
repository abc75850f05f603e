using Plumb.Operations.Data;

namespace Plumb.Operations.Facts;

/// <summary>Keeps the facts whose names match one of the patterns; a pattern may leave the prefix out.</summary>
internal static class FactFilter
{
    private static readonly string[] Prefixes = ["ansible_", "facter", "ohai"];

    public static MapData Apply(MapData facts, IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0 || patterns is ["*"]) return facts;
        return new MapData([.. facts.Entries.Where(e => patterns.Any(p => Matches(p, e.Key)))]);
    }

    private static bool Matches(string pattern, string name) =>
        pattern.Length == 0
        || ShellPattern.Matches(pattern, name)
        || (!Prefixes.Any(p => pattern.StartsWith(p, StringComparison.Ordinal)) && ShellPattern.Matches("ansible_" + pattern, name));
}
