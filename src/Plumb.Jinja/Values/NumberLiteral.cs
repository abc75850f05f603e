using System.Globalization;
using System.Numerics;

namespace Plumb.Jinja.Values;

/// <summary>Reads numbers as Python's source writes them: <c>0x1f</c>, <c>1_000</c>, <c>1e5</c>; not <c>007</c>.</summary>
internal static class NumberLiteral
{
    public static bool TryParse(string text, out object? value)
    {
        value = null;
        var hasBase = text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X' or 'o' or 'O' or 'b' or 'B';
        if (text.Contains('_') && !AreBetweenDigits(text, hasBase)) return false;
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (hasBase) return TryBase(digits, out value);
        if (digits.All(char.IsAsciiDigit)) return TryDecimal(digits, out value);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }

    /// <summary>Single underscores stand between digits, or behind the letter of a base.</summary>
    private static bool AreBetweenDigits(string text, bool hasBase)
    {
        Func<char, bool> isDigit = hasBase ? char.IsAsciiHexDigit : char.IsAsciiDigit;
        for (var i = text.IndexOf('_'); i >= 0; i = text.IndexOf('_', i + 1))
        {
            var isBehindDigit = i > 0 && (isDigit(text[i - 1]) || (hasBase && i == 2));
            if (!isBehindDigit || i + 1 == text.Length || !isDigit(text[i + 1])) return false;
        }
        return true;
    }

    private static bool TryDecimal(string digits, out object? value)
    {
        value = null;
        if (digits.Length is 0 or > PyInteger.MaxDigits || (digits.Length > 1 && digits[0] == '0' && digits.Any(d => d != '0'))) return false;
        value = PyInteger.Box(BigInteger.Parse(digits, CultureInfo.InvariantCulture));
        return true;
    }

    private static bool TryBase(string digits, out object? value)
    {
        value = null;
        var numberBase = digits[1] switch { 'x' or 'X' => 16, 'o' or 'O' => 8, _ => 2 };
        BigInteger number = 0;
        foreach (var letter in digits.AsSpan(2))
        {
            var digit = char.IsAsciiHexDigit(letter) ? Convert.ToInt32(letter.ToString(), 16) : 99;
            if (digit >= numberBase) return false;
            number = (number * numberBase) + digit;
        }
        value = PyInteger.Box(number);
        return true;
    }
}
