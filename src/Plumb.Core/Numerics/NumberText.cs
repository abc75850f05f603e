using System.Globalization;
using System.Numerics;

namespace Plumb.Core.Numerics;

/// <summary>Writes the shortest decimal digits that identify a number among those of its precision.</summary>
internal static class NumberText
{
    /// <summary>In bits, about a million decimal digits: beyond, an exponent says it better than pages of zeros.</summary>
    private const long LongestPlain = 3_500_000;

    internal static string WriteInteger(long value, int precision) =>
        precision >= Number.IntegerPrecision || Math.Abs((double)value) < 1L << Number.DoublePrecision
            ? value.ToString(CultureInfo.InvariantCulture)
            : Write(BinaryFloat.FromInteger(value, Number.IntegerPrecision), precision);

    internal static string Write(BinaryFloat value, int precision)
    {
        if (value.IsInfinite) return value.IsNegative ? "-Inf" : "+Inf";
        if (value.IsZero) return value.IsNegative ? "-0" : "0";
        var sign = value.IsNegative ? "-" : "";
        if (Math.Abs(value.MagnitudeExponent) > LongestPlain) return sign + WriteScientific(value, precision);
        if (value.IsInteger && value.MagnitudeExponent <= precision)
            return value.Truncate(out _).ToString(CultureInfo.InvariantCulture);
        var digits = Shortest(value, precision, out var pointAt);
        return sign + Plain(digits, pointAt);
    }

    private static string Plain(string digits, int pointAt)
    {
        if (pointAt <= 0) return $"0.{new string('0', -pointAt)}{digits}";
        return pointAt >= digits.Length ? digits.PadRight(pointAt, '0') : $"{digits.AsSpan(0, pointAt)}.{digits.AsSpan(pointAt)}";
    }

    /// <summary>The digits without zeros at the end, and where among them the decimal point belongs.</summary>
    private static string Shortest(BinaryFloat value, int precision, out int pointAt)
    {
        // With one bit more than the precision, one unit is half the distance to the neighbours.
        var shift = precision + 1 - (int)value.Mantissa.GetBitLength();
        var mantissa = value.Mantissa << shift;
        var exponent = (int)(value.Exponent - shift);
        var scale = exponent < 0 ? BigInteger.Pow(5, -exponent) : BigInteger.One << exponent;
        var fractionDigits = Math.Max(0, -exponent);
        var exact = Decimal(mantissa * scale);
        var below = Decimal((mantissa - 1) * scale);
        var above = Decimal((mantissa + 1) * scale);
        // Ties go to the even mantissa, which then owns the ends of its interval.
        var digits = ShortestBetween(below, exact, above, (mantissa & 2).IsZero, out var carried);
        pointAt = exact.Length - fractionDigits + carried;
        return digits;
    }

    /// <summary>
    /// Walks the digits until cutting or raising there stays between the neighbours, and does the nearer of the two.
    /// Digits are compared by place from the left, as the peer does, even where a neighbour has one digit more or less.
    /// </summary>
    private static string ShortestBetween(string below, string exact, string above, bool inclusive, out int carried)
    {
        var belowLength = below.TrimEnd('0').Length;
        var aboveLength = above.TrimEnd('0').Length;
        var exactLength = exact.TrimEnd('0').Length;
        carried = 0;
        for (var i = 0; i < exactLength; i++)
        {
            var digit = exact[i];
            var low = i < belowLength ? below[i] : '0';
            var high = i < aboveLength ? above[i] : '0';
            var mayCut = low != digit || (inclusive && i + 1 == belowLength);
            var mayRaise = digit != high && (inclusive || digit + 1 < high || i + 1 < aboveLength);
            if (!mayCut && !mayRaise) continue;
            var raise = mayRaise && (!mayCut || IsUpperHalf(exact.AsSpan(0, exactLength), i + 1));
            return raise ? Raise(exact.AsSpan(0, i + 1), out carried) : exact.AsSpan(0, i + 1).TrimEnd('0').ToString();
        }
        return exact[..exactLength];
    }

    /// <summary>Whether what follows the kept digits is more than half a unit of the last, or just half and that odd.</summary>
    private static bool IsUpperHalf(ReadOnlySpan<char> digits, int kept)
    {
        if (kept >= digits.Length) return false;
        if (digits[kept] == '5' && kept + 1 == digits.Length) return (digits[kept - 1] - '0') % 2 != 0;
        return digits[kept] >= '5';
    }

    private static string Raise(ReadOnlySpan<char> digits, out int carried)
    {
        var kept = digits.TrimEnd('9');
        carried = kept.IsEmpty ? 1 : 0;
        return kept.IsEmpty ? "1" : $"{kept[..^1]}{(char)(kept[^1] + 1)}";
    }

    /// <summary>As d.ddde+n, from digits computed with a rounded power of five; good to the number's precision.</summary>
    private static string WriteScientific(BinaryFloat value, int precision)
    {
        var power = (long)Math.Floor(value.MagnitudeExponent * Math.Log10(2)) - (precision * 3 / 10) - 2;
        var five = NumberParser.PowerOfFive(Math.Abs(power));
        var magnitude = value.IsNegative ? value.Negate() : value;
        var scaled = power < 0 ? BinaryFloat.Multiply(magnitude, five, precision + 32) : BinaryFloat.Divide(magnitude, five, precision + 32);
        // The power of two goes in after that of five has brought the exponent near.
        var shifted = BinaryFloat.Round(false, scaled.Mantissa, scaled.Exponent - power, false, precision);
        var digits = Shortest(shifted, precision, out var pointAt);
        var exponent = power + pointAt - 1;
        var fraction = digits.Length > 1 ? $".{digits.AsSpan(1)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    private static string Decimal(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);
}
