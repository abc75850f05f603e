using System.Globalization;
using System.Numerics;

namespace Plumb.Core.Numerics;

/// <summary>
/// Reads decimal text. The steps of rounding are those of Go's big.Float, down to the inexact powers of five that it
/// uses for large exponents, because two numbers must not differ in their last bit from what is in a state file.
/// </summary>
internal static class NumberParser
{
    private const int Precision = Number.TextPrecision;
    private const int PowerPrecision = Precision + 64;
    private const int SquarePrecision = PowerPrecision + 64;
    private const int LargestExactPower = 27;

    internal static bool TryParse(ReadOnlySpan<char> text, out Number number)
    {
        number = default;
        if (text.IsEmpty) return false;
        var negative = text[0] == '-';
        var rest = text[0] is '+' or '-' ? text[1..] : text;
        if (rest is "Inf" or "inf") return Found(BinaryFloat.Infinity(negative), out number);

        var digits = ScanDigits(rest, out var length, out var fractionDigits);
        if (digits.IsEmpty || !TryScanExponent(rest[length..], out var exponent2, out var exponent10)) return false;
        if (digits.Length <= 18) return TryScale(negative, long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), fractionDigits, exponent2, exponent10, out number);
        return TryScale(negative, BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), fractionDigits, exponent2, exponent10, out number);
    }

    /// <summary>The digits without the point, and how many followed it.</summary>
    private static ReadOnlySpan<char> ScanDigits(ReadOnlySpan<char> text, out int length, out int fractionDigits)
    {
        var point = -1;
        var at = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == '.' && point < 0) point = at;
            else if (!char.IsAsciiDigit(text[at])) break;
        }
        length = at;
        fractionDigits = point < 0 ? 0 : at - point - 1;
        if (point < 0) return text[..at];
        if (fractionDigits == 0) return text[..point];
        return point == 0 ? text[1..at] : string.Concat(text[..point], text[(point + 1)..at]);
    }

    private static bool TryScanExponent(ReadOnlySpan<char> text, out long exponent2, out long exponent10)
    {
        exponent2 = exponent10 = 0;
        if (text.IsEmpty) return true;
        if (!long.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return false;
        switch (text[0])
        {
            case 'e' or 'E':
                exponent10 = exponent;
                return true;
            case 'p' or 'P':
                exponent2 = exponent;
                return true;
            default:
                return false;
        }
    }

    private static bool TryScale(bool negative, BigInteger mantissa, int fractionDigits, long exponent2, long exponent10, out Number number)
    {
        number = default;
        if (mantissa.IsZero) return Found(BinaryFloat.Zero(negative), out number);
        if (Math.Abs(exponent2) > int.MaxValue || Math.Abs(exponent10) > int.MaxValue) return false;
        var exponent5 = exponent10 - fractionDigits;
        exponent2 += exponent5;
        if (Math.Abs(exponent2 + mantissa.GetBitLength()) > int.MaxValue) return false;

        if (exponent5 == 0) return Found(BinaryFloat.Round(negative, mantissa, exponent2, false, Precision), out number);
        var exact = BinaryFloat.Round(negative, mantissa, exponent2, false, int.MaxValue);
        var power = PowerOfFive(Math.Abs(exponent5));
        var result = exponent5 < 0 ? BinaryFloat.Divide(exact, power, Precision) : BinaryFloat.Multiply(exact, power, Precision);
        return Found(result, out number);
    }

    internal static BinaryFloat PowerOfFive(long exponent)
    {
        var exact = (int)Math.Min(exponent, LargestExactPower);
        var power = BinaryFloat.FromInteger(BigInteger.Pow(5, exact), PowerPrecision);
        var square = BinaryFloat.FromInteger(5, SquarePrecision);
        for (exponent -= exact; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0) power = BinaryFloat.Multiply(power, square, PowerPrecision);
            square = BinaryFloat.Multiply(square, square, SquarePrecision);
        }
        return power;
    }

    private static bool Found(BinaryFloat value, out Number number)
    {
        number = new Number(value, Precision);
        return true;
    }
}
