using System.Text.RegularExpressions;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Lines;

/// <summary>
/// Decides where a line goes in a file, or which lines go out of it. Works on lines with their ends and touches nothing.
/// </summary>
internal sealed record LineEdit(string Line)
{
    public PythonPattern? Pattern { get; init; }

    public string? SearchText { get; init; }

    public string? InsertAfter { get; init; }

    public string? InsertBefore { get; init; }

    /// <summary>Matches the line beside which the new one is inserted; null for the ends of the file.</summary>
    public PythonPattern? Neighbour { get; init; }

    public bool BackReferences { get; init; }

    public bool FirstMatch { get; init; }

    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <summary>The new lines and what was done, or an empty message for nothing.</summary>
    public (List<string> Lines, string Message) Ensure(IReadOnlyList<string> present)
    {
        var lines = new List<string>(present);
        var (found, match) = Find(lines);
        var beside = -1;
        if (found < 0) (found, beside) = FindExactOrBeside(lines);
        if (found < 0) return (lines, Insert(lines, beside));
        var line = BackReferences && match is not null && Pattern is not null ? Pattern.Expand(match, Line) : Line;
        if (!line.EndsWith('\n')) line += "\n";
        if (lines[found] == line) return (lines, "");
        lines[found] = line;
        return (lines, "line replaced");
    }

    /// <summary>The lines that stay, and how many go.</summary>
    public (List<string> Lines, int Removed) Remove(IReadOnlyList<string> present)
    {
        var kept = present.Where(line => !IsRemoved(line)).ToList();
        return (kept, present.Count - kept.Count);
    }

    private bool IsRemoved(string line)
    {
        if (Pattern is not null) return Pattern.Regex.IsMatch(line);
        return SearchText is not null ? line.Contains(SearchText, StringComparison.Ordinal) : line.TrimEnd(LineEnds) == Line;
    }

    private (int Found, Match? Match) Find(List<string> lines)
    {
        var (found, match) = (-1, (Match?)null);
        for (var i = 0; i < lines.Count; i++)
        {
            if (Pattern?.Regex.Match(lines[i]) is { Success: true } hit) (found, match) = (i, hit);
            else if (SearchText is null || !lines[i].Contains(SearchText, StringComparison.Ordinal)) continue;
            else found = i;
            if (FirstMatch) break;
        }
        return (found, match);
    }

    private (int Found, int Beside) FindExactOrBeside(List<string> lines)
    {
        var (found, beside) = (-1, -1);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].TrimEnd(LineEnds) == Line)
            {
                found = i;
            }
            else if (Neighbour?.Regex.IsMatch(lines[i]) == true)
            {
                beside = string.IsNullOrEmpty(InsertAfter) ? i : i + 1;
                if (FirstMatch) break;
            }
        }
        return (found, beside);
    }

    private string Insert(List<string> lines, int beside)
    {
        if (BackReferences) return "";
        if (InsertBefore == "BOF" || InsertAfter == "BOF")
        {
            lines.Insert(0, Line + "\n");
        }
        else if (InsertAfter == "EOF" || beside < 0)
        {
            if (lines.Count > 0 && !EndsLine(lines[^1])) lines.Add("\n");
            lines.Add(Line + "\n");
        }
        else if (!string.IsNullOrEmpty(InsertAfter))
        {
            return InsertUnlessThere(lines, beside);
        }
        else
        {
            lines.Insert(beside, Line + "\n");
        }
        return "line added";
    }

    private string InsertUnlessThere(List<string> lines, int place)
    {
        var atEnd = place == lines.Count;
        if (lines[atEnd ? place - 1 : place].TrimEnd(LineEnds) == Line) return "";
        // The line before may be the last and lack its end.
        if (atEnd && !EndsLine(lines[^1])) lines[^1] += "\n";
        lines.Insert(place, Line + "\n");
        return "line added";
    }

    private static bool EndsLine(string line) => line.Length > 0 && line[^1] is '\n' or '\r';
}
