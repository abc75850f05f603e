namespace Plumb.Conformance.Running;

/// <summary>What a check found: what was expected, what came out, and the first differences in words (none: the case passes).</summary>
public sealed record Comparison(string Expected, string Actual, IReadOnlyList<string> Differences)
{
    public static Comparison Equal { get; } = new("", "", []);

    public bool IsEqual => Differences.Count == 0;

    public static Comparison Different(string expected, string actual, params IReadOnlyList<string> differences) =>
        new(expected, actual, differences.Count == 0 ? [$"expected {expected}, got {actual}"] : differences);

    /// <summary>Text against text; the difference is the first line that departs.</summary>
    public static Comparison OfText(string expected, string actual)
    {
        if (expected == actual) return Equal;
        var (wanted, got) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < wanted.Length && line < got.Length && wanted[line] == got[line]) line++;
        return Different(expected, actual, $"line {line + 1}: expected {Quote(wanted, line)}, got {Quote(got, line)}");
    }

    public static Comparison Of<T>(T expected, T actual, string what) where T : notnull =>
        EqualityComparer<T>.Default.Equals(expected, actual) ? Equal : Different($"{expected}", $"{actual}", $"{what}: expected {expected}, got {actual}");

    /// <summary>Both, with the differences of both.</summary>
    public Comparison And(Comparison other)
    {
        if (other.IsEqual) return this;
        if (IsEqual) return other;
        return new Comparison($"{Expected}\n{other.Expected}", $"{Actual}\n{other.Actual}", [.. Differences, .. other.Differences]);
    }

    private static string Quote(string[] lines, int index) => index < lines.Length ? $"|{lines[index].Replace("\r", "\\r", StringComparison.Ordinal)}|" : "no more lines";
}
