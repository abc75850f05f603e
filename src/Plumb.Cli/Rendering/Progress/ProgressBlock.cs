using System.Globalization;
using System.Text;

namespace Plumb.Cli.Rendering.Progress;

/// <summary>Draws how far a run is as a few rows that fit the terminal. Says the same for the same snapshot.</summary>
internal static class ProgressBlock
{
    /// <summary>What stays visible above the block, so that finished lines can be read.</summary>
    private const int RowsLeft = 4;

    /// <summary>A terminal shows what keys were pressed, as ^C, at the end of the last row.</summary>
    private const int ColumnsLeft = 4;

    /// <summary>The rows without a line break after the last one; empty where there is nothing to tell.</summary>
    public static string Draw(ProgressSnapshot snapshot, int width, int height, bool color)
    {
        if (snapshot.IsIdle) return "";
        var columns = Math.Max(1, width - ColumnsLeft);
        var rows = Math.Max(1, height - RowsLeft);
        var text = new StringBuilder(Paint(Cut(Summary(snapshot), columns), "\u001b[1m", color));
        if (rows == 1 || snapshot.Running.Count == 0) return text.ToString();

        var listed = snapshot.Running.Count <= rows - 1 ? snapshot.Running.Count : rows - 2;
        foreach (var operation in snapshot.Running.OrderByDescending(o => o.Elapsed).ThenBy(o => o.Address).Take(listed))
            text.Append('\n').Append(Row(operation, columns));
        if (snapshot.Running.Count - listed is > 0 and var more)
            text.Append('\n').Append(Paint(Cut(string.Create(CultureInfo.InvariantCulture, $"  and {more} more"), columns), "\u001b[2m", color));
        return text.ToString();
    }

    private static string Summary(ProgressSnapshot snapshot)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{snapshot.Phase}: {snapshot.Done}");
        if (snapshot.Total > 0) text.Append(CultureInfo.InvariantCulture, $" of {snapshot.Total}");
        text.Append(CultureInfo.InvariantCulture, $" done, {snapshot.Running.Count} running");
        if (snapshot.Total - snapshot.Done - snapshot.Failed - snapshot.Running.Count is > 0 and var waiting) text.Append(CultureInfo.InvariantCulture, $", {waiting} waiting");
        if (snapshot.Failed > 0) text.Append(CultureInfo.InvariantCulture, $", {snapshot.Failed} failed");
        return text.Append(" [").Append(ElapsedTime.Format((long)snapshot.Elapsed.TotalSeconds)).Append(']').ToString();
    }

    /// <summary>Of a long address the end is left out, never what is done and for how long.</summary>
    private static string Row(RunningOperation operation, int columns)
    {
        var end = $": {operation.Doing} {ElapsedTime.Format((long)operation.Elapsed.TotalSeconds)}";
        var name = operation.DeposedKey is { } key ? $"{operation.Address} (deposed object {key})" : operation.Address.ToString();
        return columns - end.Length - 2 is > 0 and var room ? $"  {Cut(name, room)}{end}" : Cut($"  {name}{end}", columns);
    }

    /// <summary>Counts a character as one column, or as two outside of ASCII, so that a row never wraps; control characters are not shown.</summary>
    private static string Cut(string text, int columns)
    {
        var kept = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune)) continue;
            var size = rune.IsAscii ? 1 : 2;
            if (used + size > columns) return Shortened(kept);
            kept.Append(rune.ToString());
            used += size;
        }
        return kept.ToString();
    }

    private static string Shortened(StringBuilder kept)
    {
        if (kept.Length == 0) return "";
        var last = char.IsLowSurrogate(kept[^1]) ? 2 : 1;
        return kept.Remove(kept.Length - last, last).Append('…').ToString();
    }

    private static string Paint(string text, string style, bool color) => color && text.Length > 0 ? $"{style}{text}\u001b[0m" : text;
}
