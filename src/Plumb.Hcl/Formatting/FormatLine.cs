using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Formatting;

/// <summary>
/// A line in up to three cells, the later two of which are aligned with those of the lines around: the beginning, an
/// assignment from its equals sign on, and a comment at the end. A heredoc and a block comment are part of one line.
/// </summary>
internal sealed class FormatLine
{
    private FormatLine(ArraySegment<FormatToken> tokens)
    {
        var (lead, comment) = tokens is [_, .., { Kind: TokenKind.Comment }] ? (tokens[..^1], tokens[^1]) : (tokens, null);
        var equal = FindAssignment(lead);
        Lead = lead[..equal];
        Assignment = lead[equal..];
        Comment = comment;
    }

    public ArraySegment<FormatToken> Lead { get; }

    /// <summary>Empty unless the line holds a whole assignment.</summary>
    public ArraySegment<FormatToken> Assignment { get; }

    public FormatToken? Comment { get; }

    public static List<FormatLine> Split(FormatToken[] tokens)
    {
        var lines = new List<FormatLine>();
        var start = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == TokenKind.EndOfFile)
            {
                if (i > start) lines.Add(new FormatLine(new(tokens, start, i - start)));
                return lines;
            }
            if (!tokens[i].EndsLine) continue;
            lines.Add(new FormatLine(new(tokens, start, i + 1 - start)));
            start = i + 1;
        }
        if (start < tokens.Length) lines.Add(new FormatLine(new(tokens, start, tokens.Length - start)));
        return lines;
    }

    public static int Columns(ArraySegment<FormatToken> tokens)
    {
        var columns = 0;
        foreach (var token in tokens) columns += token.Columns;
        return columns;
    }

    public static int BracketChange(ReadOnlySpan<FormatToken> tokens)
    {
        var change = 0;
        foreach (var token in tokens) change += token.BracketChange;
        return change;
    }

    /// <summary>The first equals sign, if what follows leaves no bracket open: else the value goes on in the next lines and is not aligned.</summary>
    private static int FindAssignment(ArraySegment<FormatToken> tokens)
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Equal) return BracketChange(tokens.AsSpan(i)) == 0 ? i : tokens.Count;
        }
        return tokens.Count;
    }
}
