using System.Globalization;
using System.Text;
using Plumb.Cli.Rendering.Progress;

namespace Plumb.Cli.Rendering.Plays;

/// <summary>How far a run of plays is.</summary>
internal sealed record PlaySnapshot(int Done, int Failed, TimeSpan Elapsed, IReadOnlyList<RunningHost> Running);

/// <summary>What a host is at, and for how long.</summary>
internal sealed record RunningHost(string Host, string Task, TimeSpan Elapsed);

/// <summary>Draws how far a run of plays is as a few rows that fit the terminal. Says the same for the same snapshot.</summary>
internal static class PlayProgressBlock
{
    private const int RowsLeft = 4;
    private const int ColumnsLeft = 4;

    public static string Draw(PlaySnapshot snapshot, int width, int height, bool color)
    {
        if (snapshot.Running.Count == 0) return "";
        var columns = Math.Max(1, width - ColumnsLeft);
        var rows = Math.Max(1, height - RowsLeft);
        var failed = snapshot.Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {snapshot.Failed} failed") : "";
        var title = string.Create(CultureInfo.InvariantCulture, $"{snapshot.Done} done{failed}, {snapshot.Running.Count} running [{ElapsedTime.Format((long)snapshot.Elapsed.TotalSeconds)}]");
        var text = new StringBuilder(color ? $"\u001b[1m{Cut(title, columns)}\u001b[0m" : Cut(title, columns));
        if (rows == 1) return text.ToString();
        var listed = snapshot.Running.Count <= rows - 1 ? snapshot.Running.Count : rows - 2;
        foreach (var host in snapshot.Running.OrderByDescending(h => h.Elapsed).ThenBy(h => h.Host, StringComparer.Ordinal).Take(listed))
            text.Append('\n').Append(Cut($"  {host.Host}: {host.Task} {ElapsedTime.Format((long)host.Elapsed.TotalSeconds)}", columns));
        if (snapshot.Running.Count - listed is > 0 and var more) text.Append('\n').Append(Cut(string.Create(CultureInfo.InvariantCulture, $"  and {more} more"), columns));
        return text.ToString();
    }

    /// <summary>Counts a character as one column, or as two outside of ASCII, so that a row never wraps; control characters are not shown.</summary>
    private static string Cut(string text, int columns)
    {
        var kept = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune)) continue;
            used += rune.IsAscii ? 1 : 2;
            if (used > columns) break;
            kept.Append(rune.ToString());
        }
        return kept.ToString();
    }
}
