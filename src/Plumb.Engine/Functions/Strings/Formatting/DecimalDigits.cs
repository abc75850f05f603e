using System.Globalization;
using System.Numerics;
using Plumb.Core.Numerics;

namespace Plumb.Engine.Functions.Strings.Formatting;

/// <summary>The magnitude of a finite number as decimal digits without zeros at either end, with the decimal point after the first <see cref="Point"/>.</summary>
internal readonly record struct DecimalDigits(string Digits, int Point)
{
    /// <summary>Beyond, in bits, exact digits are not worked out.</summary>
    private const int MaxExponent = 1 << 22;

    internal char At(int index) => index >= 0 && index < Digits.Length ? Digits[index] : '0';

    /// <summary>The fewest digits that read back as the same number.</summary>
    internal static DecimalDigits Shortest(Number number)
    {
        var text = number.Abs().ToString();
        var e = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        return Trim(dot < 0 ? mantissa : mantissa.Remove(dot, 1), (dot < 0 ? mantissa.Length : dot) + exponent);
    }

    /// <summary>All digits of the binary number, or null where there are too many.</summary>
    internal static DecimalDigits? Exact(Number number)
    {
        if (!number.Abs().TryGetParts(out var mantissa, out var exponent) || Math.Abs(exponent) > MaxExponent) return null;
        var power = (int)exponent;
        // A division by 2^n is a multiplication by 5^n and a shift of the point by n places.
        var digits = power >= 0 ? mantissa << power : mantissa * BigInteger.Pow(5, -power);
        var text = digits.ToString(CultureInfo.InvariantCulture);
        return Trim(text, text.Length - Math.Max(0, -power));
    }

    /// <summary>The first so many digits, rounded to the nearest, half to even; as it is where there are no more than that.</summary>
    internal DecimalDigits RoundTo(int count)
    {
        if (count < 0 || count >= Digits.Length) return this;
        var isHalf = Digits[count] == '5' && count + 1 == Digits.Length;
        var up = isHalf ? count > 0 && (Digits[count - 1] - '0') % 2 != 0 : Digits[count] >= '5';
        if (!up) return Trim(Digits[..count], Point);
        var kept = Digits.AsSpan(0, count).TrimEnd('9');
        return kept.IsEmpty ? new DecimalDigits("1", Point + 1) : new DecimalDigits($"{kept[..^1]}{(char)(kept[^1] + 1)}", Point);
    }

    private static DecimalDigits Trim(string digits, int point)
    {
        var significant = digits.TrimStart('0');
        point -= digits.Length - significant.Length;
        significant = significant.TrimEnd('0');
        return significant.Length == 0 ? new DecimalDigits("", 0) : new DecimalDigits(significant, point);
    }
}
