using System.Globalization;
using System.Text;

namespace Plumb.Cli.Rendering;

/// <summary>The difference of two texts as <c>diff -u</c> writes it.</summary>
internal static class UnifiedDiff
{
    private const int Around = 3;

    public static string Format(string name, string before, string after)
    {
        var lines = LineDiff.Between(before, after);
        var text = new StringBuilder($"--- old/{name}\n+++ new/{name}\n");
        var at = 0;
        while (NextHunk(lines, ref at) is var (start, end)) AppendHunk(text, lines, start, end);
        return text.ToString();
    }

    /// <summary>Changes that share lines of context stand in one hunk.</summary>
    private static (int Start, int End)? NextHunk(IReadOnlyList<LineDiff.Line> lines, ref int at)
    {
        while (at < lines.Count && lines[at].Sign == ' ') at++;
        if (at == lines.Count) return null;
        var start = Math.Max(0, at - Around);
        var last = at;
        for (; at < lines.Count && at - last <= 2 * Around; at++)
            if (lines[at].Sign != ' ') last = at;
        at = last + 1;
        return (start, Math.Min(lines.Count, last + 1 + Around));
    }

    private static void AppendHunk(StringBuilder text, IReadOnlyList<LineDiff.Line> lines, int start, int end)
    {
        var (oldStart, newStart) = (lines.Take(start).Count(l => l.Sign != '+'), lines.Take(start).Count(l => l.Sign != '-'));
        var hunk = lines.Skip(start).Take(end - start).ToArray();
        text.Append($"@@ -{Range(oldStart, hunk.Count(l => l.Sign != '+'))} +{Range(newStart, hunk.Count(l => l.Sign != '-'))} @@\n");
        foreach (var line in hunk) text.Append(line.Sign).Append(line.Text).Append('\n');
    }

    /// <summary>An empty range is named by the line before it.</summary>
    private static string Range(int start, int count) => count == 1
        ? (start + 1).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");
}
