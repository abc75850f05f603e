namespace Plumb.Jinja.Parsing;

/// <summary>Where numbers end. Single underscores may stand between digits.</summary>
internal static class NumberScanner
{
    /// <summary>The end of a number with a fraction or an exponent, or the start if there is none. Behind a dot stands the index of an element, never such a number.</summary>
    public static int EndOfFloat(string text, int start)
    {
        if (start > 0 && text[start - 1] == '.') return start;
        var whole = EndOfDigits(text, start, char.IsAsciiDigit);
        var fraction = whole < text.Length && text[whole] == '.' ? EndOfDigits(text, whole + 1, char.IsAsciiDigit) : whole;
        if (fraction == whole + 1) fraction = whole;
        var exponent = EndOfExponent(text, fraction);
        return exponent > fraction ? exponent : fraction > whole ? fraction : start;
    }

    private static int EndOfExponent(string text, int start)
    {
        if (start >= text.Length || text[start] is not ('e' or 'E')) return start;
        var digits = start + 1;
        if (digits < text.Length && text[digits] is '+' or '-') digits++;
        var end = EndOfDigits(text, digits, char.IsAsciiDigit);
        return end > digits ? end : start;
    }

    public static int EndOfInteger(string text, int start)
    {
        if (text[start] != '0') return EndOfDigits(text, start, char.IsAsciiDigit);
        Func<char, bool>? isDigit = start + 1 < text.Length ? text[start + 1] switch
        {
            'x' or 'X' => char.IsAsciiHexDigit,
            'o' or 'O' => c => c is >= '0' and <= '7',
            'b' or 'B' => c => c is '0' or '1',
            _ => null,
        } : null;
        if (isDigit is null) return EndOfDigits(text, start, c => c == '0');
        var digits = start + 2 < text.Length && text[start + 2] == '_' ? start + 3 : start + 2;
        var end = EndOfDigits(text, digits, isDigit);
        return end > digits ? end : start + 1;
    }

    private static int EndOfDigits(string text, int start, Func<char, bool> isDigit)
    {
        var end = start;
        while (end < text.Length)
        {
            if (isDigit(text[end])) end++;
            else if (text[end] == '_' && end > start && end + 1 < text.Length && isDigit(text[end + 1])) end += 2;
            else break;
        }
        return end;
    }
}
