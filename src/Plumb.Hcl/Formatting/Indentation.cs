using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Formatting;

/// <summary>
/// Indents each line by the brackets left open before it. A line that opens several at once adds one level, which
/// goes when as many are closed; so brackets that do not match within lines push nothing too far.
/// </summary>
internal static class Indentation
{
    private const int Width = 2;

    public static void Apply(List<FormatLine> lines)
    {
        var levels = new Stack<int>();
        foreach (var line in lines)
        {
            if (line.Lead.Count == 0) continue;
            var first = line.Lead[0];
            if (first.Kind == TokenKind.Newline)
            {
                first.Spaces = 0;
                continue;
            }
            var change = BracketChange(line);
            if (change < 0) Close(levels, -change);
            first.Spaces = Width * levels.Count;
            if (change > 0) levels.Push(change);
        }
    }

    /// <summary>Text of a heredoc does not count, unless the heredoc is assigned.</summary>
    private static int BracketChange(FormatLine line)
    {
        var heredoc = line.Lead.AsSpan().IndexOf(TokenKind.OpenHeredoc);
        var lead = heredoc < 0 ? line.Lead.AsSpan() : line.Lead.AsSpan(0, heredoc);
        return FormatLine.BracketChange(lead) + FormatLine.BracketChange(line.Assignment);
    }

    private static int IndexOf(this Span<FormatToken> tokens, TokenKind kind)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == kind) return i;
        }
        return -1;
    }

    private static void Close(Stack<int> levels, int count)
    {
        while (count > 0 && levels.TryPop(out var opened))
        {
            if (opened > count) levels.Push(opened - count);
            count -= opened;
        }
    }
}
