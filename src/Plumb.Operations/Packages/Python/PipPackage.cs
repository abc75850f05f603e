using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumb.Operations.Packages.Python;

/// <summary>A package of Python as a task names it: a name with conditions on its version, or an address.</summary>
internal sealed partial record PipPackage(string Text, string? Name, IReadOnlyList<(string Operator, string Version)> Conditions)
{
    public bool IsAddress => VersionControl().IsMatch(Text);

    /// <summary>Names of a list, in which a condition that begins an item belongs to the name before it.</summary>
    public static IReadOnlyList<PipPackage> ParseAll(IEnumerable<string> names)
    {
        var parts = new List<string>();
        var isInBrackets = false;
        foreach (var part in names.SelectMany(n => n.Split(',')))
        {
            var continues = isInBrackets || StartsWithOperator().IsMatch(part.TrimStart());
            if (continues && parts.Count > 0) parts[^1] += "," + part;
            else parts.Add(part);
            if (part.Contains('[', StringComparison.Ordinal)) isInBrackets = true;
            if (part.Contains(']', StringComparison.Ordinal)) isInBrackets = false;
        }
        return [.. parts.Select(p => Parse(p.Trim()))];
    }

    public static PipPackage Parse(string text)
    {
        var match = Requirement().Match(text);
        if (!match.Success) return new PipPackage(text, null, []);
        var conditions = Condition().Matches(match.Groups["conditions"].Value).Select(c => (c.Groups[1].Value, c.Groups[2].Value)).ToList();
        return new PipPackage(text, Canonical(match.Groups["name"].Value), conditions);
    }

    public PipPackage WithVersion(string version) =>
        Parse(Text + (char.IsAsciiDigit(version.TrimStart()[0]) ? "==" : "") + version.TrimStart());

    public static string Canonical(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    public bool Accepts(string version) => Conditions.All(c => c.Operator switch
    {
        "==" when c.Version.EndsWith(".*", StringComparison.Ordinal) => version.StartsWith(c.Version[..^1], StringComparison.Ordinal) || version == c.Version[..^2],
        "==" or "===" => Compare(version, c.Version) == 0,
        "!=" => Compare(version, c.Version) != 0,
        ">=" => Compare(version, c.Version) >= 0,
        "<=" => Compare(version, c.Version) <= 0,
        ">" => Compare(version, c.Version) > 0,
        "<" => Compare(version, c.Version) < 0,
        _ => Compare(version, c.Version) >= 0 && version.StartsWith(c.Version[..Math.Max(0, c.Version.LastIndexOf('.'))], StringComparison.Ordinal),
    });

    // Numbers part by part; a part with letters, as of a release candidate, comes before one without.
    private static int Compare(string left, string right)
    {
        string[] first = left.Split('.'), second = right.Split('.');
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            var (a, b) = (i < first.Length ? first[i] : "0", i < second.Length ? second[i] : "0");
            var isNumber = long.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var x) & long.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out var y);
            var order = isNumber ? x.CompareTo(y) : string.CompareOrdinal(a, b);
            if (order != 0) return order;
        }
        return 0;
    }

    [GeneratedRegex(@"^(svn|git|hg|bzr)\+", RegexOptions.CultureInvariant)]
    private static partial Regex VersionControl();

    [GeneratedRegex("^(>=|<=|>|<|==|!=|~=)", RegexOptions.CultureInvariant)]
    private static partial Regex StartsWithOperator();

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?\s*(?<conditions>((===|==|!=|>=|<=|~=|>|<)[^;]*)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Requirement();

    [GeneratedRegex(@"(===|==|!=|>=|<=|~=|>|<)\s*([^\s,]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();

    [GeneratedRegex("[-_.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
