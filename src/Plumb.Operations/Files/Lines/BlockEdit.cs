using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Lines;

/// <summary>Decides where a block of lines between two markers goes in a file. Works on lines with their ends and touches nothing.</summary>
internal sealed record BlockEdit(string BeginMarker, string EndMarker)
{
    /// <summary>The block without its markers; empty takes it out.</summary>
    public string Block { get; init; } = "";

    public PythonPattern? Neighbour { get; init; }

    /// <summary>Whether the block is inserted after the neighbour, or at the end; else before it, or at the beginning.</summary>
    public bool IsAfter { get; init; } = true;

    /// <summary>Whether an empty line is kept before and after the block.</summary>
    public bool PrependNewline { get; init; }

    public bool AppendNewline { get; init; }

    public string Apply(string content)
    {
        var lines = ByteText.UniversalLines(content);
        var block = BlockLines();
        var place = TakeOut(lines, content);
        if (place > 0 && !lines[place - 1].EndsWith('\n')) lines[place - 1] += "\n";
        if (block.Count > 0 && PrependNewline && place > 0 && lines[place - 1] != "\n") block.Insert(0, "\n");
        if (block.Count > 0 && AppendNewline && place < lines.Count && lines[place] != "\n") block.Add("\n");
        lines.InsertRange(place, block);
        return string.Concat(lines);
    }

    public bool IsRemoval => Block.Length == 0;

    private List<string> BlockLines()
    {
        if (IsRemoval) return [];
        var block = Block.EndsWith('\n') ? Block : Block + "\n";
        return [BeginMarker + "\n", .. ByteText.UniversalLines(block), EndMarker + "\n"];
    }

    // The last markers count; a block whose markers are the wrong way round is taken out as well.
    private int TakeOut(List<string> lines, string content)
    {
        var begin = lines.LastIndexOf(BeginMarker + "\n");
        var end = lines.LastIndexOf(EndMarker + "\n");
        if (begin < 0 || end < 0) return Place(lines, content);
        var first = Math.Min(begin, end);
        lines.RemoveRange(first, Math.Max(begin, end) - first + 1);
        return first;
    }

    private int Place(List<string> lines, string content)
    {
        if (Neighbour is null) return IsAfter ? lines.Count : 0;
        var place = Neighbour.IsMultiline
            ? LineOfMatch(content)
            : lines.FindLastIndex(Neighbour.Regex.IsMatch);
        if (place < 0) return lines.Count;
        return IsAfter ? place + 1 : place;
    }

    // A pattern that spans lines is sought in the whole.
    private int LineOfMatch(string content)
    {
        var match = Neighbour?.Regex.Match(content);
        if (match is not { Success: true }) return -1;
        return content.AsSpan(0, IsAfter ? match.Index + match.Length : match.Index).Count('\n');
    }
}
