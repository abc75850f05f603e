using System.Globalization;
using System.Numerics;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>Reads numbers as Python's source writes them: <c>0x1f</c>, <c>1_000</c>, <c>1e5</c>; not <c>007</c>.</summary>
internal static class PythonNumber
{
    public static bool TryParse(string text, out object? value)
    {
        value = null;
        if (text.EndsWith('_') || text.Contains("__", StringComparison.Ordinal)) return false;
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (digits.Length > 2 && digits[0] == '0' && char.IsAsciiLetter(digits[1]) && digits[1] is not ('e' or 'E')) return TryBase(digits, out value);
        if (digits.All(char.IsAsciiDigit)) return TryDecimal(digits, out value);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }

    /// <summary>An integer as <c>int(text, 0)</c> reads it: with a sign and a prefix that tells the base.</summary>
    public static BigInteger? ParseInteger(string text)
    {
        var trimmed = text.Trim();
        var negative = trimmed.StartsWith('-');
        var bare = negative || trimmed.StartsWith('+') ? trimmed[1..] : trimmed;
        if (bare.Length == 0 || !char.IsAsciiDigit(bare[0])) return null;
        if (!TryParse(bare, out var value) || !PyInteger.TryGet(value, out BigInteger integer)) return null;
        return negative ? -integer : integer;
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
        var numberBase = digits[1] switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 0 };
        if (numberBase == 0) return false;
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
