namespace Plumb.Playbooks.Templating.Collections.JmesPath;

/// <param name="Kind">What it is; its binding power decides what belongs together.</param>
/// <param name="Value">The name, number or literal value.</param>
/// <param name="Start">Where it begins.</param>
internal readonly record struct JmesToken(JmesTokenKind Kind, object? Value, int Start);

internal enum JmesTokenKind
{
    End,
    Identifier,
    QuotedIdentifier,
    Literal,
    Number,
    CloseBracket,
    CloseParenthesis,
    CloseBrace,
    Comma,
    Colon,
    Current,
    Reference,
    Pipe,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Flatten,
    Star,
    Filter,
    Dot,
    Not,
    OpenBrace,
    OpenBracket,
    OpenParenthesis,
}
