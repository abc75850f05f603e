using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Inventory.Patterns;

/// <summary>Splits what people write to choose hosts into single patterns, and orders them: first what adds hosts, then "&amp;", then "!".</summary>
public static partial class HostPatterns
{
    /// <summary>Commas separate patterns. Colons do, too, unless the whole is one address or range.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        IEnumerable<string> parts = text.Contains(',', StringComparison.Ordinal) ? text.Split(',')
            : HostAddress.Parse(text) is not null ? [text]
            : Part().Matches(text).Select(m => m.Value);
        return [.. parts.Select(p => p.Trim()).Where(p => p.Length > 0)];
    }

    internal static IReadOnlyList<string> Order(IEnumerable<string> patterns)
    {
        var all = patterns.Where(p => p.Length > 0).ToList();
        var adding = all.Where(p => p[0] is not ('!' or '&')).ToList();
        if (adding.Count == 0) adding.Add(InventoryState.All);
        return [.. adding, .. all.Where(p => p[0] == '&'), .. all.Where(p => p[0] == '!')];
    }

    [GeneratedRegex(@"(?:[^\s:\[\]]|\[[^\]]*\])+", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
