using System.Text;
using System.Text.RegularExpressions;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Filters;

/// <summary>Breaks a line into lines of a width at its blanks and, if wanted, behind hyphens and inside of words that are too long.</summary>
internal sealed partial class TextWrapper(int width, bool breaksLongWords, bool breaksOnHyphens)
{
    public IEnumerable<string> Wrap(string text)
    {
        if (width <= 0) throw JinjaException.Value($"invalid width {width} (must be > 0)");
        var pieces = new Stack<string>(Pieces(text).Reverse());
        var first = true;
        while (pieces.Count > 0)
        {
            // A blank at the start of a line goes, except at the start of the text.
            if (!first && string.IsNullOrWhiteSpace(pieces.Peek())) pieces.Pop();
            if (TakeLine(pieces) is not { } line) continue;
            yield return line;
            first = false;
        }
    }

    private IEnumerable<string> Pieces(string text) =>
        (breaksOnHyphens ? WordsAndHyphens() : Words()).Matches(text).Select(m => m.Value).Where(p => p.Length > 0);

    /// <summary>As many pieces as the width takes; null if nothing but a blank is left of them.</summary>
    private string? TakeLine(Stack<string> pieces)
    {
        var line = new List<string>();
        var length = 0;
        while (pieces.TryPeek(out var piece) && length + PyStrings.Length(piece) <= width)
        {
            line.Add(pieces.Pop());
            length += PyStrings.Length(piece);
        }
        if (pieces.TryPeek(out var next) && PyStrings.Length(next) > width) BreakLongPiece(pieces, line, length);
        if (line.Count > 0 && string.IsNullOrWhiteSpace(line[^1])) line.RemoveAt(line.Count - 1);
        return line.Count == 0 ? null : new StringBuilder().AppendJoin("", line).ToString();
    }

    private void BreakLongPiece(Stack<string> pieces, List<string> line, int length)
    {
        var room = Math.Max(1, width - length);
        if (breaksLongWords)
        {
            var piece = pieces.Pop();
            var end = PyStrings.Offset(piece, room);
            if (breaksOnHyphens && piece.LastIndexOf('-', Math.Max(0, end - 1), Math.Max(0, end)) is > 0 and var hyphen && piece[..hyphen].Any(c => c != '-')) end = hyphen + 1;
            line.Add(piece[..end]);
            if (end < piece.Length) pieces.Push(piece[end..]);
        }
        else if (line.Count == 0)
        {
            line.Add(pieces.Pop());
        }
    }

    [GeneratedRegex(@"\s+|\S+")]
    private static partial Regex Words();

    /// <summary>Blanks, words, parts of words with a hyphen between letters at the end, and dashes between words.</summary>
    [GeneratedRegex(@"[\t-\r ]+|(?<=[\w!""'&.,?])-{2,}(?=\w)|[^\t-\r ]+?(?:-(?:(?<=[^\d\W]{2}-)|(?<=[^\d\W]-[^\d\W]-))(?=[^\d\W]-?[^\d\W])|(?=[\t-\r ]|$)|(?<=[\w!""'&.,?])(?=-{2,}\w))")]
    private static partial Regex WordsAndHyphens();
}
