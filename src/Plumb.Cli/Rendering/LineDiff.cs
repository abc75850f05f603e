namespace Plumb.Cli.Rendering;

/// <summary>The lines that two texts share and those that only one has, by their longest common subsequence; texts too long for that are told apart whole.</summary>
internal static class LineDiff
{
    private const long MostCells = 4_000_000;

    public readonly record struct Line(char Sign, string Text);

    public static IReadOnlyList<Line> Between(string before, string after)
    {
        var (old, now) = (before.TrimEnd('\n').Split('\n'), after.TrimEnd('\n').Split('\n'));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start]) start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)]) end++;
        var lines = new List<Line>();
        lines.AddRange(old[..start].Select(l => new Line(' ', l)));
        AddChanged(lines, old[start..^end], now[start..^end]);
        lines.AddRange(old[^end..].Select(l => new Line(' ', l)));
        return lines;
    }

    private static void AddChanged(List<Line> lines, string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostCells || old.Length == 0 || now.Length == 0)
        {
            lines.AddRange(old.Select(l => new Line('-', l)));
            lines.AddRange(now.Select(l => new Line('+', l)));
            return;
        }
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var (at, to) = (0, 0);
        while (at < old.Length || to < now.Length)
        {
            if (at < old.Length && to < now.Length && old[at] == now[to])
            {
                lines.Add(new Line(' ', old[at++]));
                to++;
            }
            else if (to == now.Length || (at < old.Length && common[at + 1, to] >= common[at, to + 1])) lines.Add(new Line('-', old[at++]));
            else lines.Add(new Line('+', now[to++]));
        }
    }
}
