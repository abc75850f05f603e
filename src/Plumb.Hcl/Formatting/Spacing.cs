using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Formatting;

/// <summary>Puts one space or none between the tokens of a line.</summary>
internal static class Spacing
{
    public static void Apply(List<FormatLine> lines)
    {
        foreach (var line in lines)
        {
            ApplyCell(line.Lead);
            if (line.Assignment.Count == 0) continue;
            line.Assignment[0].Spaces = 1;
            ApplyCell(line.Assignment);
        }
    }

    private static void ApplyCell(ArraySegment<FormatToken> tokens)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var before = i > 0 ? tokens[i - 1] : null;
            tokens[i + 1].Spaces = IsSpaced(before, tokens[i], tokens[i + 1]) ? 1 : 0;
        }
    }

    /// <summary>Whether a space goes between two tokens; what comes before them can matter. The first rule that applies decides.</summary>
    private static bool IsSpaced(FormatToken? before, FormatToken token, FormatToken next)
    {
        if (next.Kind == TokenKind.Newline || IsTight(token.Kind, next.Kind)) return false;
        if (token.Kind == TokenKind.Comma) return true;
        if (IsWithinTemplate(token.Kind, next.Kind)) return false;
        // [for x in [1]: x] holds no reference to an element of "in".
        if (token is { Kind: TokenKind.Identifier, Text: "in" } && before is { Kind: TokenKind.Identifier }) return true;
        if (next.Kind == TokenKind.OpenBracket && (token.Kind is TokenKind.Identifier or TokenKind.Number || token.BracketChange < 0)) return false;
        if (token.Kind == TokenKind.Bang) return false;
        if (token.Kind == TokenKind.Minus) return IsSubtraction(before);
        if (token.Kind == TokenKind.OpenBrace || next.Kind == TokenKind.CloseBrace)
            return token.Kind != TokenKind.OpenBrace || next.Kind != TokenKind.CloseBrace;
        return IsSpacedAtBrackets(token, next);
    }

    private static bool IsTight(TokenKind token, TokenKind next) => (token, next) switch
    {
        (TokenKind.Identifier, TokenKind.OpenParen or TokenKind.DoubleColon) => true,
        (TokenKind.DoubleColon, TokenKind.Identifier) => true,
        (TokenKind.Dot, _) or (_, TokenKind.Dot) => true,
        (_, TokenKind.Comma or TokenKind.Ellipsis) => true,
        _ => false,
    };

    private static bool IsWithinTemplate(TokenKind token, TokenKind next) =>
        token is TokenKind.QuotedText or TokenKind.PlainText or TokenKind.OpenQuote or TokenKind.OpenHeredoc
        || next is TokenKind.QuotedText or TokenKind.PlainText or TokenKind.CloseQuote or TokenKind.CloseHeredoc;

    /// <summary>A minus after what cannot end an operand is a sign.</summary>
    private static bool IsSubtraction(FormatToken? before) => before?.Kind is not (null
        or TokenKind.OpenParen or TokenKind.OpenBrace or TokenKind.OpenBracket
        or TokenKind.Equal or TokenKind.Colon or TokenKind.Comma or TokenKind.Question or TokenKind.Bang
        or (>= TokenKind.Or and <= TokenKind.Percent));

    private static bool IsSpacedAtBrackets(FormatToken token, FormatToken next) => (token.Kind, next.Kind) switch
    {
        // An object alone in an interpolation shows that its braces are others than those of the interpolation.
        (TokenKind.OpenInterpolation or TokenKind.OpenDirective, TokenKind.OpenBrace) => true,
        (TokenKind.CloseBrace, TokenKind.CloseSequence) => true,
        (TokenKind.CloseSequence, TokenKind.OpenInterpolation or TokenKind.OpenDirective) => false,
        _ => token.BracketChange <= 0 && next.BracketChange >= 0,
    };
}
