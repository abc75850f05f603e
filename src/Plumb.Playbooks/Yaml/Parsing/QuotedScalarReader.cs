using System.Text;

namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>Reads text in quotes (YAML 1.2.2, 7.3.1 and 7.3.2), folding its lines.</summary>
internal sealed class QuotedScalarReader(YamlCursor cursor)
{
    public string Read()
    {
        var opened = cursor.Position;
        var quote = cursor.Current;
        var text = new StringBuilder();
        cursor.Position++;
        while (true)
        {
            if (cursor.AtEnd) throw Unclosed(opened, quote);
            var c = cursor.Current;
            if (c == quote)
            {
                cursor.Position++;
                if (quote == '"' || cursor.Current != '\'') return text.ToString();
                text.Append('\'');
                cursor.Position++;
            }
            else if (c == '\\' && quote == '"') ReadEscape(text, opened);
            else if (YamlCharacters.IsBlank(c) || YamlCharacters.IsBreak(c)) ReadSpace(text, opened, quote);
            else
            {
                text.Append(c);
                cursor.Position++;
            }
        }
    }

    /// <summary>Blanks within a line stay; around a line end they go, and the line end becomes a space.</summary>
    private void ReadSpace(StringBuilder text, int opened, char quote)
    {
        var start = cursor.Position;
        cursor.SkipBlanks();
        if (!cursor.AtBreak)
        {
            text.Append(cursor.Text, start, cursor.Position - start);
            return;
        }
        var breaks = SkipBreaks(opened, quote);
        _ = breaks == 1 ? text.Append(' ') : text.Append('\n', breaks - 1);
    }

    private int SkipBreaks(int opened, char quote)
    {
        var breaks = 0;
        while (cursor.AtBreak)
        {
            cursor.SkipBreak();
            breaks++;
            if (cursor.AtDocumentMarker)
                throw new YamlSyntaxException(YamlRules.UnclosedQuote, cursor.Position, $"The text that begins with {quote} runs into the marker of the next document.") { Opened = opened };
            cursor.SkipBlanks();
        }
        return breaks;
    }

    private void ReadEscape(StringBuilder text, int opened)
    {
        var start = cursor.Position++;
        var c = cursor.Current;
        if (cursor.AtBreak)
        {
            // The line end is escaped away; empty lines after it count.
            text.Append('\n', SkipBreaks(opened, '"') - 1);
            return;
        }
        cursor.Position++;
        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            AppendCode(text, ReadCode(digits, start), start);
            return;
        }
        var escaped = c switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            't' or '\t' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'e' => '\u001B',
            ' ' or '"' or '/' or '\\' => c,
            'N' => '\u0085',
            '_' => '\u00A0',
            'L' => '\u2028',
            'P' => '\u2029',
            _ => throw UnknownEscape(start),
        };
        text.Append(escaped);
    }

    private int ReadCode(int digits, int start)
    {
        var code = 0;
        for (var i = 0; i < digits; i++)
        {
            var digit = YamlCharacters.HexValue(cursor.Current);
            if (digit < 0) throw new YamlSyntaxException(YamlRules.Escape, cursor.Position, $"The escape needs {digits} hexadecimal digits.") { Opened = start };
            code = unchecked((code << 4) | digit);
            cursor.Position++;
        }
        return code;
    }

    /// <summary>Half of a surrogate pair is kept: its other half, as in JSON, is likely to follow.</summary>
    private static void AppendCode(StringBuilder text, int code, int start)
    {
        if (code is >= 0 and < 0x10000) text.Append((char)code);
        else if (Rune.IsValid(code)) text.Append(new Rune(code).ToString());
        else throw new YamlSyntaxException(YamlRules.Escape, start, "The escape names no character: the last one is U0010FFFF.");
    }

    private YamlSyntaxException UnknownEscape(int start) => new(YamlRules.Escape, cursor.AtEnd ? start : start + 1, "A backslash in double quotes begins an escape, and this one does not exist.")
    {
        Help = "Write the backslash twice, or use single quotes, in which it means itself.",
    };

    private YamlSyntaxException Unclosed(int opened, char quote) => new(YamlRules.UnclosedQuote, cursor.Position, $"The text that begins with {quote} has no {quote} at its end.")
    {
        Opened = opened,
        Help = quote == '\'' ? "Close the quote; a single quote within the text is written twice." : "Close the quote; a double quote within the text is written \\\".",
    };
}
