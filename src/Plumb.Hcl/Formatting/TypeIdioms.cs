using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Formatting;

/// <summary>Type constraints of old versions: in quotes, where elements were strings, and collections without an element type.</summary>
internal static class TypeIdioms
{
    public static IReadOnlyList<FormatToken>? Modernize(List<FormatToken> tokens) => tokens switch
    {
        [{ Kind: TokenKind.Identifier, Text: "list" or "map" or "set" } name] => Call(name.Text, "any"),
        [{ Kind: TokenKind.OpenQuote }, { Kind: TokenKind.QuotedText } text, { Kind: TokenKind.CloseQuote }] => text.Text switch
        {
            "string" => [Name("string")],
            "list" or "map" => Call(text.Text, "string"),
            _ => null,
        },
        _ => null,
    };

    private static FormatToken[] Call(string name, string argument) =>
        [Name(name), new(TokenKind.OpenParen, "("), Name(argument), new(TokenKind.CloseParen, ")")];

    private static FormatToken Name(string text) => new(TokenKind.Identifier, text);
}
