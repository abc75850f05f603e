using System.Globalization;
using System.Text;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>String literals and escape sequences.</summary>
internal sealed partial class Parser
{
    /// <summary>The quick way for what most strings are: quotes around plain text, or around nothing.</summary>
    private LiteralExpression? TryParsePlainString()
    {
        var second = _cursor.PeekSecond();
        if (second.Kind == TokenKind.CloseQuote)
        {
            var opening = _cursor.Read();
            return new LiteralExpression(Value.EmptyString, Span(opening, _cursor.Read()));
        }
        if (!IsPlainUpToQuote(second)) return null;
        var open = _cursor.Read();
        var value = Value.String(DecodeText(_cursor.Read()));
        return new LiteralExpression(value, Span(open, _cursor.Read()));
    }

    /// <summary>A string in quotes in which no sequences are allowed, such as a label. Its opening quote is the next token.</summary>
    private string ParseQuotedText(out SourceSpan span)
    {
        var open = _cursor.Read();
        if (IsPlainUpToQuote(_cursor.Peek()))
        {
            var only = DecodeName(_cursor.Read());
            span = Span(open, _cursor.Read());
            return only;
        }
        var text = new StringBuilder();
        while (true)
        {
            var token = _cursor.Read();
            switch (token.Kind)
            {
                case TokenKind.CloseQuote:
                    span = Span(open, token);
                    return text.ToString();
                case TokenKind.QuotedText:
                    text.Append(DecodeText(token));
                    break;
                case TokenKind.OpenInterpolation or TokenKind.OpenDirective:
                    var sign = TextOf(token)[0];
                    Report(HclRules.InvalidString, Span(token), "This string is taken as it is, so it cannot hold template sequences.", Span(open, token), $"To write the sign itself before a brace, double it: {sign}{sign}{{");
                    text.Append(CultureInfo.InvariantCulture, $"{sign}{{ ... }}");
                    SkipPast(TokenKind.CloseSequence);
                    break;
                default:
                    ReportUnclosedText(open, token);
                    span = Span(open, token);
                    if (token.Kind != TokenKind.EndOfFile) SkipPast(TokenKind.CloseQuote);
                    return text.ToString();
            }
        }
    }

    private bool IsPlainUpToQuote(Token token) =>
        token.Kind == TokenKind.QuotedText && token.End < _source.End && _source.Text[token.End] == '"';

    private string DecodeName(Token token) => TextOf(token).Contains('\\') ? DecodeText(token) : NameOf(token);

    private void ReportUnclosedText(Token open, Token next)
    {
        if (next.Kind == TokenKind.EndOfFile)
            Report(HclRules.UnterminatedString, Span(next), "The file ends before the closing quote of this string.", Span(open, next));
        else
            Report(HclRules.InvalidString, Span(next), "This cannot stand in a string.", Span(open, next));
    }

    /// <summary>The text that a token of a template stands for: escape sequences are resolved.</summary>
    private string DecodeText(Token token)
    {
        var text = TextOf(token);
        var isQuoted = token.Kind == TokenKind.QuotedText;
        var stop = isQuoted ? text.IndexOfAny('\\', '$', '%') : text.IndexOfAny('$', '%');
        if (stop < 0) return text.ToString();

        var decoded = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var rest = text[at..];
            if (rest[0] == '\\' && isQuoted) at += DecodeEscape(rest, token.Start + at, decoded);
            else if (rest is ['$', '$', '{', ..] or ['%', '%', '{', ..])
            {
                decoded.Append(rest[1..3]);
                at += 3;
            }
            else
            {
                decoded.Append(rest[0]);
                at++;
            }
        }
        return decoded.ToString();
    }

    /// <summary>Resolves the escape sequence at the beginning of the text and tells its length.</summary>
    private int DecodeEscape(ReadOnlySpan<char> text, int start, StringBuilder decoded)
    {
        var selector = text.Length > 1 ? text[1] : '\0';
        if (selector is 'u' or 'U') return DecodeUnicodeEscape(text, start, decoded);
        char? plain = selector switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' or '\\' => selector,
            _ => null,
        };
        if (plain is { } character)
        {
            decoded.Append(character);
            return 2;
        }
        var length = text.Length > 2 && char.IsSurrogatePair(selector, text[2]) ? 3 : Math.Min(2, text.Length);
        Report(
            HclRules.InvalidEscape,
            _source.Span(start, start + length),
            $"There is no escape sequence \"{text[..length]}\".",
            help: "For a backslash itself write two. The sequences are \\n, \\r, \\t, \\\", \\\\, \\uNNNN and \\UNNNNNNNN.");
        decoded.Append(text[1..length]);
        return length;
    }

    private int DecodeUnicodeEscape(ReadOnlySpan<char> text, int start, StringBuilder decoded)
    {
        var digits = text[1] == 'u' ? 4 : 8;
        var length = 2;
        while (length < text.Length && length < 2 + digits && char.IsAsciiHexDigit(text[length])) length++;
        var span = _source.Span(start, start + length);
        if (length < 2 + digits)
        {
            Report(HclRules.InvalidEscape, span, $"After \\{text[1]} come {digits} hexadecimal digits.");
        }
        else
        {
            var code = uint.Parse(text[2..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (Rune.IsValid(code))
            {
                decoded.Append(new Rune(code).ToString());
                return length;
            }
            Report(HclRules.InvalidEscape, span, string.Create(CultureInfo.InvariantCulture, $"There is no character U+{code:X4}."));
        }
        decoded.Append(text[..length]);
        return length;
    }
}
