using System.Globalization;
using System.Text;
using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Formatting;

/// <summary>A token without a place: its text and the number of spaces to write before it, which is all that formatting changes.</summary>
internal sealed class FormatToken(TokenKind kind, string text, int spaces = 0)
{
    public TokenKind Kind { get; } = kind;

    public string Text { get; } = text;

    public int Spaces { get; set; } = spaces;

    /// <summary>Columns taken, spaces included.</summary>
    public int Columns => Spaces + (Ascii.IsValid(Text) ? Text.Length : new StringInfo(Text).LengthInTextElements);

    /// <summary>A newline, or a comment that ends with one.</summary>
    public bool EndsLine => Kind == TokenKind.Newline || (Kind == TokenKind.Comment && Text.EndsWith('\n'));

    /// <summary>How many brackets it opens, or closes if negative.</summary>
    public int BracketChange => Kind switch
    {
        TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParen or TokenKind.OpenDirective or TokenKind.OpenInterpolation => 1,
        TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParen or TokenKind.CloseSequence => -1,
        _ => 0,
    };

    /// <summary>All tokens of a text. A tab between tokens counts as a space.</summary>
    public static List<FormatToken> ListOf(string source, TokenStream tokens)
    {
        var list = new List<FormatToken>(tokens.Count);
        var end = 0;
        foreach (var token in tokens.Items)
        {
            var spaces = token.Start - end;
            // A byte order mark is left out.
            if (end == 0 && source.StartsWith('\uFEFF')) spaces = Math.Max(0, spaces - 1);
            list.Add(new FormatToken(token.Kind, source[token.Start..token.End], spaces));
            end = token.End;
        }
        return list;
    }

    public static string Write(IReadOnlyList<FormatToken> tokens)
    {
        var text = new StringBuilder();
        foreach (var token in tokens) text.Append(' ', token.Spaces).Append(token.Text);
        return text.ToString();
    }
}
