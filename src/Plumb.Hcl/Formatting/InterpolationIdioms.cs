using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Formatting;

/// <summary>A string of a single interpolation is its expression: <c>"${x}"</c> becomes <c>x</c>.</summary>
internal static class InterpolationIdioms
{
    public static IReadOnlyList<FormatToken>? Unwrap(List<FormatToken> tokens)
    {
        if (tokens is not [{ Kind: TokenKind.OpenQuote }, { Kind: TokenKind.OpenInterpolation }, _, .., { Kind: TokenKind.CloseSequence }, { Kind: TokenKind.CloseQuote }])
            return null;
        var inside = tokens[2..^2];
        return IsSingle(inside) ? Parenthesize(TrimNewlines(inside)) : null;
    }

    /// <summary>Sequences within inner quotes belong to the expression; others, and text, say that this is not all of the string.</summary>
    private static bool IsSingle(List<FormatToken> inside)
    {
        var quotes = 0;
        foreach (var token in inside)
        {
            if (token.Kind == TokenKind.OpenQuote) quotes++;
            else if (token.Kind == TokenKind.CloseQuote) quotes--;
            else if (quotes <= 0 && token.Kind is TokenKind.OpenInterpolation or TokenKind.CloseSequence or TokenKind.QuotedText) return false;
        }
        return true;
    }

    private static List<FormatToken> TrimNewlines(List<FormatToken> tokens)
    {
        var start = tokens.FindIndex(t => t.Kind != TokenKind.Newline);
        return start < 0 ? [] : tokens[start..(tokens.FindLastIndex(t => t.Kind != TokenKind.Newline) + 1)];
    }

    /// <summary>Over several lines the expression needs parentheses once its braces are gone.</summary>
    private static List<FormatToken> Parenthesize(List<FormatToken> tokens)
    {
        if (tokens is [{ Kind: TokenKind.OpenParen }, .., { Kind: TokenKind.CloseParen }] || !tokens.Exists(t => t.Kind == TokenKind.Newline))
            return tokens;
        return [new(TokenKind.OpenParen, "("), .. tokens, new(TokenKind.CloseParen, ")")];
    }
}
