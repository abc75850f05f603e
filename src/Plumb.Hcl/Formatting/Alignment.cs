namespace Plumb.Hcl.Formatting;

/// <summary>Aligns the equals signs of assignments in consecutive lines, and then the comments at their ends.</summary>
internal static class Alignment
{
    public static void Apply(List<FormatLine> lines)
    {
        AlignRuns(lines, l => l.Assignment.Count > 0 ? l.Assignment[0] : null, l => FormatLine.Columns(l.Lead));
        AlignRuns(lines, l => l.Comment, l => FormatLine.Columns(l.Lead) + FormatLine.Columns(l.Assignment));
    }

    /// <summary>Gives the cell of each line of a run the same column: one after the longest text before any of them.</summary>
    private static void AlignRuns(List<FormatLine> lines, Func<FormatLine, FormatToken?> cellOf, Func<FormatLine, int> columnsBefore)
    {
        var run = new List<(FormatToken Cell, int Columns)>();
        foreach (var line in lines)
        {
            if (cellOf(line) is { } cell) run.Add((cell, columnsBefore(line)));
            else Align(run);
        }
        Align(run);
    }

    private static void Align(List<(FormatToken Cell, int Columns)> run)
    {
        if (run.Count == 0) return;
        var longest = run.Max(r => r.Columns);
        foreach (var (cell, columns) in run) cell.Spaces = longest - columns + 1;
        run.Clear();
    }
}
