namespace Plumb.Hcl.Parsing;

/// <summary>A stretch of the scanned text. Spaces lie between tokens; everything else belongs to one.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End)
{
    public int Length => End - Start;

    /// <summary>The token that closes what this kind opens, or the reverse; <see cref="TokenKind.EndOfFile"/> if it does neither.</summary>
    public static TokenKind Opposite(TokenKind kind) => kind switch
    {
        TokenKind.OpenBrace => TokenKind.CloseBrace,
        TokenKind.OpenBracket => TokenKind.CloseBracket,
        TokenKind.OpenParen => TokenKind.CloseParen,
        TokenKind.OpenQuote => TokenKind.CloseQuote,
        TokenKind.OpenHeredoc => TokenKind.CloseHeredoc,
        TokenKind.OpenInterpolation or TokenKind.OpenDirective => TokenKind.CloseSequence,
        TokenKind.CloseBrace => TokenKind.OpenBrace,
        TokenKind.CloseBracket => TokenKind.OpenBracket,
        TokenKind.CloseParen => TokenKind.OpenParen,
        TokenKind.CloseQuote => TokenKind.OpenQuote,
        TokenKind.CloseHeredoc => TokenKind.OpenHeredoc,
        TokenKind.CloseSequence => TokenKind.OpenInterpolation,
        _ => TokenKind.EndOfFile,
    };
}
