namespace Plumb.Hcl.Parsing;

internal enum TokenKind : byte
{
    EndOfFile,
    Newline,

    /// <summary>A line comment takes its newline with it.</summary>
    Comment,

    Identifier,
    Number,

    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParen,
    CloseParen,

    OpenQuote,
    CloseQuote,

    /// <summary>The introducer with its newline: <c>&lt;&lt;-EOT</c>.</summary>
    OpenHeredoc,

    /// <summary>The whole closing line without its newline.</summary>
    CloseHeredoc,

    /// <summary>Text between quotes, where backslashes escape.</summary>
    QuotedText,

    /// <summary>Text of a heredoc or bare template, where they do not.</summary>
    PlainText,

    OpenInterpolation,
    OpenDirective,

    /// <summary>The brace that ends an interpolation or a directive.</summary>
    CloseSequence,

    Equal,
    Dot,
    Comma,
    Colon,
    DoubleColon,
    Question,
    Ellipsis,
    FatArrow,
    Bang,

    // Binary operators
    Or,
    And,
    EqualEqual,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,

    // Never valid; each kind has a diagnostic that says what to write instead.
    Ampersand,
    Pipe,
    Tilde,
    Caret,
    Apostrophe,
    Backtick,
    Semicolon,
    QuotedNewline,
    BadEncoding,
    Invalid,
}
