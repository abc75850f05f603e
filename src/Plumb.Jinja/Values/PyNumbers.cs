using System.Globalization;
using System.Numerics;
using Plumb.Jinja.Values.Formatting;

namespace Plumb.Jinja.Values;

/// <summary>Python's conversions to numbers, and rounding.</summary>
public static class PyNumbers
{
    /// <summary><c>int(value)</c>: text as a decimal number, floating-point numbers without their fraction; null where it would be a fault.</summary>
    public static object? ToInteger(object? value) => value switch
    {
        long or BigInteger => value,
        bool truth => PyInteger.Box(truth ? 1 : 0),
        double number when double.IsFinite(number) => PyInteger.Box(new BigInteger(number)),
        string or Markup => ParseInteger(PyText.Str(value), 10),
        Undefined undefined => throw undefined.Fault(),
        _ => null,
    };

    /// <summary><c>float(value)</c>, or null.</summary>
    public static double? ToFloat(object? value) => value switch
    {
        double number => number,
        long or bool or BigInteger => PyArithmetic.Float(value),
        string or Markup => ParseFloat(PyText.Str(value)),
        Undefined undefined => throw undefined.Fault(),
        _ => null,
    };

    /// <summary>An integer to a base from 2 to 36, or by its prefix for base 0; null if the text is none.</summary>
    public static object? ParseInteger(string text, int radix)
    {
        text = text.Trim();
        var negative = text.StartsWith('-');
        if (negative || text.StartsWith('+')) text = text[1..];
        var prefixed = text.Length > 2 && text[0] == '0' ? char.ToLowerInvariant(text[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 } : 0;
        if (prefixed != 0 && radix == 0) radix = prefixed;
        if (prefixed == radix && prefixed != 0) text = text[2..].TrimStart('_');
        else if (radix == 0 && text.Length > 1 && text[0] == '0' && text.Trim('0', '_').Length > 0) return null;
        if (radix == 0) radix = 10;
        if (radix is < 2 or > 36 || text.Length is 0 or > PyInteger.MaxDigits || text[0] == '_' || text[^1] == '_' || text.Contains("__", StringComparison.Ordinal)) return null;
        var value = BigInteger.Zero;
        foreach (var c in text)
        {
            if (c == '_') continue;
            var digit = char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : (int)CharUnicodeInfo.GetDecimalDigitValue(c);
            if (digit < 0 || digit >= radix) return null;
            value = value * radix + digit;
        }
        return PyInteger.Box(negative ? -value : value);
    }

    public static double? ParseFloat(string text)
    {
        text = text.Trim();
        var word = text.TrimStart('+', '-').ToUpperInvariant();
        if (text.Length - word.Length <= 1 && word is "INF" or "INFINITY") return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        if (text.Length - word.Length <= 1 && word == "NAN") return double.NaN;
        if (text.Length == 0 || text[^1] == '_' || text[0] == '_' || text.Contains("__", StringComparison.Ordinal)) return null;
        if (text.Any(c => !(char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-' or '_'))) return null;
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        return double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary><c>round(value, digits)</c>: halves go to the even neighbour, of the exact value.</summary>
    public static object Round(object? value, long digits)
    {
        if (PyInteger.TryGet(value, out BigInteger integer)) return digits >= 0 ? PyInteger.Box(integer) : RoundInteger(integer, digits);
        if (value is not double number) throw JinjaException.Type($"type {PyTypes.NameOf(value)} doesn't define __round__ method");
        if (!double.IsFinite(number) || number == 0 || digits > 323) return number;
        if (digits < -308) return Math.CopySign(0.0, number);
        var scaled = FloatDigits.Scaled(number, (int)digits).ToString(CultureInfo.InvariantCulture);
        var rounded = double.Parse($"{scaled}E{-digits}", NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInfinity(rounded) ? throw new JinjaException("OverflowError", "rounded value too large to represent") : Math.CopySign(rounded, number);
    }

    private static object RoundInteger(BigInteger value, long digits)
    {
        if (digits < -PyInteger.MaxDigits) return PyInteger.Box(0);
        var unit = BigInteger.Pow(10, (int)-digits);
        var quotient = BigInteger.DivRem(BigInteger.Abs(value), unit, out var rest);
        var order = (rest * 2).CompareTo(unit);
        if (order > 0 || (order == 0 && !quotient.IsEven)) quotient++;
        return PyInteger.Box(quotient * unit * value.Sign);
    }
}
