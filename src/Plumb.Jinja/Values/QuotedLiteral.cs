using System.Text;
using Plumb.Jinja.Parsing;

namespace Plumb.Jinja.Values;

/// <summary>Reads one quoted text of Python's source, or quoted bytes, with prefix and escapes.</summary>
internal static class QuotedLiteral
{
    public static bool IsPrefix(string word) => word.ToLowerInvariant() is "" or "r" or "u" or "b" or "br" or "rb";

    public static bool Begins(string text, int at)
    {
        var quote = at;
        while (quote < text.Length && quote - at < 2 && char.IsAsciiLetter(text[quote])) quote++;
        return quote < text.Length && text[quote] is '\'' or '"' && IsPrefix(text[at..quote]);
    }

    /// <summary>Appends what is quoted, and goes behind it.</summary>
    public static bool TryRead(string text, ref int at, StringBuilder output, out bool isBytes)
    {
        isBytes = false;
        if (!Begins(text, at)) return false;
        var quote = text.AsSpan(at).IndexOfAny('\'', '"') + at;
        var prefix = text[at..quote].ToLowerInvariant();
        isBytes = prefix.Contains('b');
        var isTriple = string.CompareOrdinal(text, quote, new string(text[quote], 3), 0, 3) == 0;
        var start = quote + (isTriple ? 3 : 1);
        if (EndOf(text, start, text[quote], isTriple) is not { } end) return false;
        at = end + (isTriple ? 3 : 1);
        var inner = text[start..end];
        if (isBytes && !Ascii.IsValid(inner)) return false;
        if (!prefix.Contains('r') && !StringLiteral.TryUnescape(inner, isBytes, out inner, out _)) return false;
        output.Append(inner);
        return true;
    }

    /// <summary>Where the closing quote stands. What is behind a backslash closes nothing, even where it is no escape.</summary>
    private static int? EndOf(string text, int start, char quote, bool isTriple)
    {
        var mark = new string(quote, isTriple ? 3 : 1);
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '\n' && !isTriple) return null;
            else if (string.CompareOrdinal(text, i, mark, 0, mark.Length) == 0) return i;
        }
        return null;
    }
}
