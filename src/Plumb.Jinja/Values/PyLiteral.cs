namespace Plumb.Jinja.Values;

/// <summary>Reads the text of a Python literal, as <c>ast.literal_eval</c> does: numbers, text, lists, tuples, dictionaries, sets, True, False and None.</summary>
public static class PyLiteral
{
    private const int LongestWorthTrying = 1 << 24;

    public static bool TryRead(string text, out object? value)
    {
        value = null;
        var start = WithoutBlankLines(text);
        if (start >= text.Length || text.Length > LongestWorthTrying || !MayBegin(text[start])) return false;
        return new LiteralReader(text[start..]).TryRead(out value);
    }

    /// <summary>Lines with nothing on them may stand before a literal; blanks on its own line may not.</summary>
    private static int WithoutBlankLines(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length && char.IsWhiteSpace(text[i]); i++)
        {
            if (text[i] == '\n') start = i + 1;
        }
        return start;
    }

    /// <summary>Most texts are told to be no literal by their first character.</summary>
    private static bool MayBegin(char c) => char.IsAsciiDigit(c) || c is '-' or '+' or '.' or '[' or '(' or '{' or '\'' or '"' or 'T' or 'F' or 'N' or 'b' or 'B' or 'r' or 'R' or 'u' or 'U' or 's';
}
