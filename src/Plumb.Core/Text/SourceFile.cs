using System.Text;

namespace Plumb.Core.Text;

/// <summary>
/// The text of one file with the name it is shown under. Offsets into it are UTF-16 code units; lines, columns and
/// byte offsets, which only people and machine output need, are computed when asked for.
/// </summary>
public sealed class SourceFile
{
    private int[]? _lineStarts;

    public SourceFile(string name, string text)
    {
        Name = name;
        Text = text;
    }

    /// <summary>The name as diagnostics show it: relative to the working directory where possible.</summary>
    public string Name { get; }

    public string Text { get; }

    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>Line and column are 1-based, the column counts grapheme clusters; the byte offset is 0-based in UTF-8.</summary>
    public SourcePosition GetPosition(int offset)
    {
        var starts = LineStarts;
        var line = Array.BinarySearch(starts, offset);
        if (line < 0) line = ~line - 1;
        // A byte order mark takes bytes but no column.
        var first = starts[line] == 0 && offset > 0 && Text[0] == '\uFEFF' ? 1 : starts[line];
        var column = 1 + CountGraphemes(Text.AsSpan(first, offset - first));
        return new SourcePosition(line + 1, column, Encoding.UTF8.GetByteCount(Text.AsSpan(0, offset)));
    }

    /// <summary>The text of a 1-based line, without its line end.</summary>
    public string GetLine(int line)
    {
        var starts = LineStarts;
        if (line < 1 || line > starts.Length) return "";
        var start = starts[line - 1];
        var end = line < starts.Length ? starts[line] - 1 : Text.Length;
        if (end > start && Text[end - 1] == '\r') end--;
        return Text[start..end];
    }

    public SourceSpan Span(int start, int end) => new(this, start, end);

    public override string ToString() => Name;

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
            starts.Add(i + 1);
        return [.. starts];
    }

    private static int CountGraphemes(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            text = text[System.Globalization.StringInfo.GetNextTextElementLength(text)..];
            count++;
        }
        return count;
    }
}
