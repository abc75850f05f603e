using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Reads the strings of TOML: in double quotes with escapes, in single quotes without, in three of either over several lines.</summary>
internal static class TomlText
{
    public static string Read(TomlCursor cursor, bool allowsLines)
    {
        var quote = cursor.Current;
        var triple = new string(quote, 3);
        if (!allowsLines || !cursor.TryTake(triple))
        {
            cursor.Take(quote);
            return ReadLine(cursor, quote);
        }
        // A line end right after the quotes is not part of the text.
        if (!cursor.TryTake("\r\n")) cursor.TryTake("\n");
        var text = new StringBuilder();
        while (!cursor.TryTake(triple))
        {
            if (quote == '"' && cursor.Current == '\\') ReadEscape(cursor, text, mayFold: true);
            else text.Append(cursor.Next());
        }
        // Up to two quotes may stand before the closing ones.
        for (var i = 0; i < 2 && cursor.Current == quote; i++) text.Append(cursor.Next());
        return text.ToString();
    }

    private static string ReadLine(TomlCursor cursor, char quote)
    {
        var text = new StringBuilder();
        while (cursor.Current != quote)
        {
            if (cursor.Current is '\n' or '\0') throw cursor.Fault("a string is not closed on its line");
            if (quote == '"' && cursor.Current == '\\') ReadEscape(cursor, text, mayFold: false);
            else text.Append(cursor.Next());
        }
        cursor.Take(quote);
        return text.ToString();
    }

    private static void ReadEscape(TomlCursor cursor, StringBuilder text, bool mayFold)
    {
        cursor.Take('\\');
        var c = cursor.Next();
        if (mayFold && char.IsWhiteSpace(c))
        {
            while (!cursor.AtEnd && char.IsWhiteSpace(cursor.Current)) cursor.Next();
            return;
        }
        var index = "btnfre\"\\".IndexOf(c, StringComparison.Ordinal);
        if (index >= 0) text.Append("\b\t\n\f\r\u001B\"\\"[index]);
        else if (c is 'u' or 'U') text.Append(ReadCode(cursor, c == 'u' ? 4 : 8));
        else throw cursor.Fault($"the escape \\{c} does not exist");
    }

    private static string ReadCode(TomlCursor cursor, int length)
    {
        Span<char> digits = stackalloc char[length];
        for (var i = 0; i < length; i++) digits[i] = cursor.Next();
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : throw cursor.Fault("an escape names no character");
    }
}
