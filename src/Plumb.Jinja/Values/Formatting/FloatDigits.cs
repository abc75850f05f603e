using System.Globalization;
using System.Numerics;

namespace Plumb.Jinja.Values.Formatting;

/// <summary>
/// Decimal digits of floating-point numbers, rounded from their exact value with ties to even, as Python does; the
/// formats of .NET round ties away from zero. Signs are left to the caller.
/// </summary>
internal static class FloatDigits
{
    /// <summary>With a number of digits behind the point.</summary>
    public static string Fixed(double value, int digits)
    {
        if (Special(value) is { } special) return special;
        var text = Scaled(Math.Abs(value), digits).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return digits == 0 ? text : $"{text[..^digits]}.{text[^digits..]}";
    }

    /// <summary>One digit before the point, a number of digits behind it, and the exponent.</summary>
    public static string Exponent(double value, int digits)
    {
        if (Special(value) is { } special) return special;
        var (text, exponent) = Significant(value, digits + 1);
        return (digits == 0 ? text : $"{text[0]}.{text[1..]}") + PyFloat.ExponentText(exponent);
    }

    /// <summary>A number of significant digits, in plain notation unless that would be long.</summary>
    public static string General(double value, int precision, bool keepsZeros)
    {
        if (Special(value) is { } special) return special;
        precision = Math.Max(precision, 1);
        var (_, exponent) = Significant(value, precision);
        if (exponent >= -4 && exponent < precision)
        {
            var plain = Fixed(value, precision - 1 - exponent);
            return keepsZeros || !plain.Contains('.') ? plain : plain.TrimEnd('0').TrimEnd('.');
        }
        var text = Exponent(value, precision - 1);
        if (keepsZeros || !text.Contains('.')) return text;
        var e = text.IndexOf('e');
        return text[..e].TrimEnd('0').TrimEnd('.') + text[e..];
    }

    public static string? Special(double value) => double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? "inf" : null;

    private static (string Digits, int Exponent) Significant(double value, int count)
    {
        value = Math.Abs(value);
        if (value == 0) return (new string('0', count), 0);
        var exponent = (int)Math.Floor(Math.Log10(value));
        while (true)
        {
            var text = Scaled(value, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
            if (text.Length == count) return (text, exponent);
            exponent += text.Length > count ? 1 : -1;
        }
    }

    /// <summary>The value times a power of ten, rounded to an integer.</summary>
    public static BigInteger Scaled(double value, int power)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var raised = (int)((bits >> 52) & 0x7FF);
        BigInteger numerator = raised == 0 ? fraction : fraction | 1L << 52;
        var shift = Math.Max(raised, 1) - 1075;
        var denominator = BigInteger.One;
        if (power >= 0) numerator *= BigInteger.Pow(10, power);
        else denominator *= BigInteger.Pow(10, -power);
        if (shift >= 0) numerator <<= shift;
        else denominator <<= -shift;
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var order = (rest * 2).CompareTo(denominator);
        return order > 0 || (order == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
