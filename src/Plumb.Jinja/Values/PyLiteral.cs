namespace Plumb.Jinja.Values;

/// <summary>
/// Reads the text of a Python literal, as <c>ast.literal_eval</c> does of what <c>ast.parse</c> makes of the text: numbers, text,
/// bytes, lists, tuples, dictionaries, sets, True, False and None.
/// </summary>
public static class PyLiteral
{
    private const int LongestWorthTrying = 1 << 24;

    /// <param name="text">Blank lines and comments may stand before the literal; blanks on its own line may not.</param>
    /// <param name="value">What it says.</param>
    public static bool TryRead(string text, out object? value) => TryRead(text, jsonWords: false, out value);

    /// <inheritdoc cref="TryRead(string, out object?)"/>
    /// <param name="jsonWords">Whether true, false and null are words too.</param>
    public static bool TryRead(string text, bool jsonWords, out object? value)
    {
        value = null;
        if (text.Contains('\r')) return TryRead(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), jsonWords, out value);
        var start = LiteralReader.AfterBlankLines(text, 0);
        if (start >= text.Length || text.Length > LongestWorthTrying || !MayBegin(text[start], jsonWords) || text.Contains('\0')) return false;
        try
        {
            return new LiteralReader(text, jsonWords).TryRead(start, out value);
        }
        catch (JinjaException)
        {
            // A key that cannot be one.
            value = null;
            return false;
        }
    }

    /// <summary>Most texts are told to be no literal by their first character.</summary>
    private static bool MayBegin(char c, bool jsonWords) =>
        char.IsAsciiDigit(c) || "[({'\"-+.TFNrRbBuUs\\".Contains(c) || (jsonWords && c is 't' or 'f' or 'n');
}
