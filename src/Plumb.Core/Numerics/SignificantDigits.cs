using System.Globalization;
using System.Numerics;

namespace Plumb.Core.Numerics;

/// <summary>The magnitude of a number to a few decimal digits, rounded from its exact value, half to even.</summary>
internal static class SignificantDigits
{
    /// <summary>Up to 18 digits without zeros at either end, and how many of them stand before the decimal point (less than 0 for zeros after it).</summary>
    internal static (string Digits, long Point) Of(Number number, int count)
    {
        var (digits, point) = Split(number.Abs().ToString());
        if (digits.Length <= count) return (digits.TrimEnd('0'), point);
        var kept = long.Parse(digits.AsSpan(0, count), CultureInfo.InvariantCulture);
        if (RoundsUp(number, digits, point, count, isOdd: (kept & 1) == 1)) kept++;
        var rounded = kept.ToString(CultureInfo.InvariantCulture);
        return (rounded.TrimEnd('0'), point + rounded.Length - count);
    }

    private static (string Digits, long Point) Split(string text)
    {
        var e = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : long.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        var digits = all.TrimStart('0');
        return (digits, (dot < 0 ? mantissa.Length : dot) - (all.Length - digits.Length) + exponent);
    }

    private static bool RoundsUp(Number number, string digits, long point, int count, bool isOdd)
    {
        var rest = digits.AsSpan(count).TrimEnd('0');
        if (rest is not "5") return digits[count] >= '5';
        // The shortest text ends in the middle; the number behind it may be a little more or less.
        var side = CompareExactly(number, digits[..(count + 1)], point);
        return side > 0 || (side == 0 && isOdd);
    }

    private static int CompareExactly(Number number, string digits, long point)
    {
        const int Feasible = 10_000;
        if (!number.TryGetParts(out var mantissa, out var exponent) || Math.Abs(exponent) > Feasible || Math.Abs(point) > Feasible) return 0;
        var (left, right) = (BigInteger.Abs(mantissa), BigInteger.Parse(digits, CultureInfo.InvariantCulture));
        var power = (int)point - digits.Length;
        (left, right) = exponent < 0 ? (left, right << (int)-exponent) : (left << (int)exponent, right);
        (left, right) = power < 0 ? (left * BigInteger.Pow(10, -power), right) : (left, right * BigInteger.Pow(10, power));
        return left.CompareTo(right);
    }
}
