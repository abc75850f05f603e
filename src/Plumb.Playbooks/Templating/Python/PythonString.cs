using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Reads one quoted string of Python's source, with its prefix and escapes.</summary>
internal static class PythonString
{
    public static bool IsPrefix(string word) => word.ToLowerInvariant() is "" or "r" or "u" or "b" or "br" or "rb";

    public static bool Begins(string text, int at)
    {
        var quote = at;
        while (quote < text.Length && quote - at < 2 && char.IsAsciiLetter(text[quote])) quote++;
        return quote < text.Length && text[quote] is '\'' or '"' && IsPrefix(text[at..quote]);
    }

    public static bool TryRead(string text, ref int at, StringBuilder output, out bool isBytes)
    {
        isBytes = false;
        if (!Begins(text, at)) return false;
        var start = at;
        while (char.IsAsciiLetter(text[at])) at++;
        var prefix = text[start..at].ToLowerInvariant();
        isBytes = prefix.Contains('b', StringComparison.Ordinal);
        var raw = prefix.Contains('r', StringComparison.Ordinal);

        var quote = text[at];
        var triple = at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        at += triple ? 3 : 1;
        while (at < text.Length)
        {
            var character = text[at];
            if (character == quote && (!triple || (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote)))
            {
                at += triple ? 3 : 1;
                return true;
            }

            if (character == '\n' && !triple) return false;
            if (isBytes && character > 0x7f) return false;
            if (character != '\\' || at + 1 == text.Length)
            {
                output.Append(character);
                at++;
            }
            else if (raw)
            {
                output.Append(character).Append(text[at + 1]);
                at += 2;
            }
            else if (!TryEscape(text, ref at, output, isBytes))
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryEscape(string text, ref int at, StringBuilder output, bool isBytes)
    {
        var letter = text[at + 1];
        at += 2;
        if (letter == '\n') return true;
        if (letter == 'x' || (!isBytes && letter is 'u' or 'U')) return TryCode(text, ref at, letter switch { 'x' => 2, 'u' => 4, _ => 8 }, output);
        if (!isBytes && letter == 'N') return false;
        if (letter is >= '0' and <= '7')
        {
            var value = letter - '0';
            for (var digits = 1; digits < 3 && at < text.Length && text[at] is >= '0' and <= '7'; digits++) value = (value * 8) + text[at++] - '0';
            output.Append((char)value);
            return true;
        }

        _ = letter switch
        {
            'n' => output.Append('\n'),
            't' => output.Append('\t'),
            'r' => output.Append('\r'),
            'a' => output.Append('\a'),
            'b' => output.Append('\b'),
            'f' => output.Append('\f'),
            'v' => output.Append('\v'),
            '\\' or '\'' or '"' => output.Append(letter),
            _ => output.Append('\\').Append(letter),
        };
        return true;
    }

    private static bool TryCode(string text, ref int at, int length, StringBuilder output)
    {
        if (at + length > text.Length || !int.TryParse(text.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10ffff) return false;
        at += length;
        if (code > char.MaxValue) output.Append(char.ConvertFromUtf32(code));
        else output.Append((char)code);
        return true;
    }
}
