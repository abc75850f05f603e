using System.Globalization;

namespace Plumb.Jinja.Values;

/// <summary>How Python prints floating-point numbers.</summary>
public static class PyFloat
{
    /// <summary>The shortest text that reads back as the same number: <c>1.0</c>, <c>0.1</c>, <c>1e+16</c>, <c>inf</c>.</summary>
    public static string Repr(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        if (Math.Abs(value) < 1e15 && Math.Floor(value) == value && (value != 0 || !double.IsNegative(value)))
        {
            return ((long)value).ToString(CultureInfo.InvariantCulture) + ".0";
        }
        var (negative, digits, exponent) = Shortest(value);
        return (negative ? "-" : "") + Lay(digits, exponent);
    }

    /// <summary>The sign, the significant digits without trailing zeros, and the power of ten of the first digit.</summary>
    internal static (bool Negative, string Digits, int Exponent) Shortest(double value)
    {
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E');
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = point < 0 ? mantissa : whole + mantissa[(point + 1)..];
        var significant = all.TrimStart('0');
        if (significant.Length == 0) return (double.IsNegative(value), "0", 0);
        var power = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var leadingZeros = all.Length - significant.Length;
        return (double.IsNegative(value), significant.TrimEnd('0'), power + whole.Length - 1 - leadingZeros);
    }

    /// <summary>Plain notation between 1e-4 and 1e16, the notation with an exponent outside.</summary>
    private static string Lay(string digits, int exponent)
    {
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return mantissa + ExponentText(exponent);
        }
        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        if (digits.Length <= exponent + 1) return digits + new string('0', exponent + 1 - digits.Length) + ".0";
        return $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    internal static string ExponentText(int exponent) =>
        (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
}
