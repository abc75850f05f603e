namespace Plumb.Jinja.Values;

/// <summary>Reads the text of a Python literal, as <c>ast.literal_eval</c> does: numbers, text, lists, tuples, dictionaries, sets, True, False and None.</summary>
public static class PyLiteral
{
    private const int LongestWorthTrying = 1 << 24;

    public static bool TryRead(string text, out object? value)
    {
        value = null;
        if (text.Length is 0 or > LongestWorthTrying || !MayBegin(text[0])) return false;
        return new LiteralReader(text).TryRead(out value);
    }

    /// <summary>Most texts are told to be no literal by their first character.</summary>
    private static bool MayBegin(char c) => char.IsAsciiDigit(c) || c is '-' or '+' or '.' or '[' or '(' or '{' or '\'' or '"' or 'T' or 'F' or 'N' or 'b' or 'B' or 'r' or 'R' or 'u' or 'U' or 's';
}
