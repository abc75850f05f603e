namespace Plumb.Hcl.Json;

internal enum JsonTokenKind : byte
{
    EndOfFile,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Colon,

    /// <summary>No JSON, but what people used to native syntax write.</summary>
    Equal,

    Keyword,
    Number,
    String,
    Invalid,
}

internal readonly record struct JsonToken(JsonTokenKind Kind, int Start, int End);
