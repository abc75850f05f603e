using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Plumb.Core.Numerics;

/// <summary>
/// An arbitrary-precision binary floating-point number that computes and prints as Terraform's do: round to nearest
/// even, a precision carried by each number (512 bits for decimal text, 64 for machine integers, 53 for doubles; a
/// result has the larger of its operands'), infinities of both signs, a negative zero, no NaN.
/// An integer that fits int64 takes no allocation, neither to hold nor to add, subtract, multiply or compare.
/// </summary>
/// <remarks>
/// Fractions are equal if they print the same, which makes 0.1 read from text equal 0.1 from a double; integers are
/// compared exactly, and so is order. That is the rule of the peer's values, which travel through decimal text.
/// </remarks>
public readonly struct Number : IEquatable<Number>, IComparable<Number>
{
    internal const int TextPrecision = 512;
    internal const int IntegerPrecision = 64;
    internal const int DoublePrecision = 53;

    /// <summary>No integer of more bits is written out; 1e999999999 stays what it is, a short text.</summary>
    private const int LongestInteger = 1 << 24;

    private readonly long _integer;

    /// <summary>The value where it is not an int64; then <see cref="_integer"/> is zero.</summary>
    private readonly BinaryFloat? _general;

    /// <summary>Relative to <see cref="IntegerPrecision"/>, so that default is a proper zero.</summary>
    private readonly int _precision;

    private Number(long integer, int precision)
    {
        _integer = integer;
        _precision = precision - IntegerPrecision;
    }

    internal Number(BinaryFloat value, int precision)
    {
        _precision = precision - IntegerPrecision;
        // The lowest int64 is the one of 64 bits; each integer has one representation, so that hashes agree.
        var isLowest = value is { IsNegative: true, Mantissa.IsOne: true, Exponent: 63 };
        if (value.IsInteger && (value.MagnitudeExponent < 64 || isLowest) && !(value.IsZero && value.IsNegative))
            _integer = (long)value.Truncate(out _);
        else _general = value;
    }

    public static Number Zero => default;

    public static Number One => FromInt64(1);

    public static Number PositiveInfinity => new(BinaryFloat.PositiveInfinity, IntegerPrecision);

    public static Number NegativeInfinity => new(BinaryFloat.NegativeInfinity, IntegerPrecision);

    public bool IsInteger => _general is null || _general.IsInteger;

    public bool IsInfinity => _general is { IsInfinite: true };

    public bool IsZero => Sign == 0;

    /// <summary>The sign bit: true of negative zero too, whose <see cref="Sign"/> is 0.</summary>
    public bool IsNegative => _general?.IsNegative ?? _integer < 0;

    public int Sign => _general?.Sign ?? Math.Sign(_integer);

    /// <summary>How many bits a result computed from this number may have.</summary>
    public int Precision => _precision + IntegerPrecision;

    internal BinaryFloat General => _general ?? BinaryFloat.FromInteger(_integer, IntegerPrecision);

    public static implicit operator Number(long value) => FromInt64(value);

    public static Number FromInt64(long value) => new(value, IntegerPrecision);

    /// <summary>Keeps all bits.</summary>
    public static Number FromBigInteger(BigInteger value)
    {
        var precision = (int)Math.Max(BigInteger.Abs(value).GetBitLength(), IntegerPrecision);
        return new Number(BinaryFloat.FromInteger(value, precision), precision);
    }

    /// <summary>Keeps the 53 bits of the double. NaN has no counterpart and becomes zero.</summary>
    public static Number FromDouble(double value)
    {
        if (double.IsNaN(value)) return Zero;
        if (double.IsInfinity(value)) return value > 0 ? PositiveInfinity : NegativeInfinity;
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & ((1L << 52) - 1);
        var mantissa = exponent == 0 ? fraction : fraction | (1L << 52);
        return new Number(BinaryFloat.Round(bits < 0, mantissa, Math.Max(exponent, 1) - 1075, false, DoublePrecision), DoublePrecision);
    }

    /// <summary>
    /// Decimal text, with optional sign, fraction and exponent, at 512 bits of precision. Also "Inf" and "inf" with
    /// optional sign, and a binary exponent after "p", both of which the peer takes as well.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Number number) => NumberParser.TryParse(text, out number);

    public static Number Parse(string text) => TryParse(text, out var n) ? n : throw new FormatException($"\"{text}\" is not a number.");

    /// <summary>Only for integers in range.</summary>
    public bool TryGetInt64(out long value)
    {
        value = _integer;
        return _general is null || _general.IsZero;
    }

    public bool TryGetInt32(out int value)
    {
        value = (int)_integer;
        return TryGetInt64(out var wide) && wide == value;
    }

    /// <summary>Only for integers, and of those not for the absurd ones beyond 2^(2^24).</summary>
    public bool TryGetBigInteger(out BigInteger value)
    {
        value = _integer;
        if (_general is null) return true;
        if (!_general.IsInteger || _general.MagnitudeExponent > LongestInteger) return false;
        value = _general.Truncate(out _);
        return true;
    }

    /// <summary>
    /// The exact value as mantissa * 2^exponent, the mantissa odd or zero and carrying the sign (a negative zero loses
    /// its); for whoever formats numbers. False for infinities.
    /// </summary>
    public bool TryGetParts(out BigInteger mantissa, out long exponent)
    {
        var general = General;
        mantissa = general.IsNegative ? -general.Mantissa : general.Mantissa;
        exponent = general.Exponent;
        return !general.IsInfinite;
    }

    /// <summary>The nearest double; an infinity where the number is too large.</summary>
    public double ToDouble()
    {
        var general = General;
        if (general.IsInfinite) return general.IsNegative ? double.NegativeInfinity : double.PositiveInfinity;
        var sign = general.IsNegative ? -1.0 : 1.0;
        if (general.IsZero) return 0.0 * sign;
        if (general.MagnitudeExponent > 1024) return sign * double.PositiveInfinity;
        // Below the smallest normal double bits of precision fall away one by one.
        var precision = (int)Math.Min(DoublePrecision, general.MagnitudeExponent + 1074);
        if (precision < 0) return 0.0 * sign;
        if (precision == 0) return general.Mantissa.IsOne ? 0.0 * sign : sign * double.Epsilon;
        var rounded = general.RoundTo(precision);
        return sign * Math.ScaleB((double)rounded.Mantissa, (int)rounded.Exponent);
    }

    /// <summary>Whether the sum exists: it does not of opposite infinities.</summary>
    public static bool CanAdd(Number a, Number b) => !(a.IsInfinity && b.IsInfinity) || a.Sign == b.Sign;

    /// <summary>Whether the product exists: it does not of zero and an infinity.</summary>
    public static bool CanMultiply(Number a, Number b) => !((a.IsInfinity && b.IsZero) || (b.IsInfinity && a.IsZero));

    /// <summary>Whether the quotient exists: it does not of two zeros or two infinities.</summary>
    public static bool CanDivide(Number a, Number b) => !((a.IsInfinity && b.IsInfinity) || (a.IsZero && b.IsZero));

    /// <exception cref="ArithmeticException">The operands are opposite infinities; see <see cref="CanAdd"/>.</exception>
    public static Number operator +(Number a, Number b)
    {
        var precision = Math.Max(a.Precision, b.Precision);
        if (a._general is null && b._general is null && precision >= IntegerPrecision)
        {
            var sum = unchecked(a._integer + b._integer);
            if (((a._integer ^ sum) & (b._integer ^ sum)) >= 0) return new Number(sum, precision);
        }
        if (!CanAdd(a, b)) throw new ArithmeticException("The sum of opposite infinities is undefined.");
        return new Number(BinaryFloat.Add(a.General, b.General, precision), precision);
    }

    /// <exception cref="ArithmeticException">The operands are the same infinity.</exception>
    public static Number operator -(Number a, Number b) => a + -b;

    /// <summary>Grows in precision up to 512 bits, so that products of integers stay exact for long.</summary>
    /// <exception cref="ArithmeticException">The operands are zero and an infinity; see <see cref="CanMultiply"/>.</exception>
    public static Number operator *(Number a, Number b)
    {
        var precision = Math.Max(a.Precision, b.Precision);
        if (a._general is null && b._general is null && precision >= IntegerPrecision && a._integer != 0 && b._integer != 0)
        {
            var high = Math.BigMul(a._integer, b._integer, out var low);
            if (high == low >> 63) return new Number(low, precision);
        }
        if (!CanMultiply(a, b)) throw new ArithmeticException("The product of zero and infinity is undefined.");
        var product = BinaryFloat.Multiply(a.General, b.General, TextPrecision);
        return new Number(product, Math.Max(precision, (int)product.Mantissa.GetBitLength()));
    }

    /// <summary>A zero divisor gives an infinity.</summary>
    /// <exception cref="ArithmeticException">The operands are both zero or both infinite; see <see cref="CanDivide"/>.</exception>
    public static Number operator /(Number a, Number b)
    {
        var precision = Math.Max(a.Precision, b.Precision);
        if (a._general is null && b._general is null && precision >= IntegerPrecision && a._integer != 0 && b._integer is not (0 or -1)
            && a._integer % b._integer == 0)
            return new Number(a._integer / b._integer, precision);
        if (!CanDivide(a, b)) throw new ArithmeticException("The quotient of two zeros or two infinities is undefined.");
        return new Number(BinaryFloat.Divide(a.General, b.General, precision), precision);
    }

    /// <summary>
    /// The remainder with the sign of the dividend, as Terraform computes it: a zero divisor gives the dividend, an
    /// infinite operand an infinity, and every step but the quotient is rounded to the dividend's precision.
    /// </summary>
    public static Number operator %(Number a, Number b)
    {
        if (a.IsInfinity || b.IsInfinity) return a * b;
        if (b.IsZero) return a;
        if (a._general is null && b._general is null && a.Precision >= IntegerPrecision && b.Precision >= IntegerPrecision)
            return new Number(b._integer == -1 ? 0 : a._integer % b._integer, a.Precision);
        var precision = a.Precision;
        var whole = BinaryFloat.FromInteger((a / b).General.Truncate(out _), precision);
        var subtrahend = BinaryFloat.Multiply(b.General, whole, precision);
        return new Number(BinaryFloat.Add(a.General, subtrahend.Negate(), precision), precision);
    }

    public static Number operator -(Number a) => a._general is null && a._integer is not (0 or long.MinValue)
        ? new Number(-a._integer, a.Precision)
        : new Number(a.General.Negate(), a.Precision);

    public static bool operator <(Number a, Number b) => a.CompareTo(b) < 0;

    public static bool operator >(Number a, Number b) => a.CompareTo(b) > 0;

    public static bool operator <=(Number a, Number b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Number a, Number b) => a.CompareTo(b) >= 0;

    public static bool operator ==(Number a, Number b) => a.Equals(b);

    public static bool operator !=(Number a, Number b) => !a.Equals(b);

    public Number Abs() => IsNegative ? -this : this;

    /// <summary>The largest integer not above, at this number's precision.</summary>
    public Number Floor() => ToWhole(-1);

    /// <summary>The smallest integer not below, at this number's precision.</summary>
    public Number Ceiling() => ToWhole(1);

    /// <summary>The number without its fraction.</summary>
    public Number Truncate() => IsInteger || IsInfinity ? this : FromBigInteger(General.Truncate(out _));

    /// <summary>By the nearest doubles, as the peer computes powers.</summary>
    public static Number Pow(Number number, Number power) => FromDouble(Math.Pow(number.ToDouble(), power.ToDouble()));

    /// <summary>By the nearest doubles, as the peer computes logarithms.</summary>
    public static Number Log(Number number, Number @base) => FromDouble(Math.Log(number.ToDouble()) / Math.Log(@base.ToDouble()));

    public int CompareTo(Number other) => _general is null && other._general is null
        ? _integer.CompareTo(other._integer)
        : General.CompareTo(other.General);

    public bool Equals(Number other)
    {
        if (_general is null && other._general is null) return _integer == other._integer;
        if (IsInteger || other.IsInteger || IsInfinity || other.IsInfinity || Precision == other.Precision) return CompareTo(other) == 0;
        if (Sign != other.Sign) return false;
        return General.SameAs(other.General) || ToString() == other.ToString();
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Number n && Equals(n);

    public override int GetHashCode()
    {
        if (_general is null || _general.IsZero) return _integer.GetHashCode();
        if (_general.IsInfinite) return _general.Sign;
        return _general.IsInteger ? HashCode.Combine(_general.IsNegative, _general.Mantissa, _general.Exponent) : ToString().GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>
    /// The shortest decimal text that reads back as the same number at its precision, without an exponent (but for
    /// magnitudes of a million digits and more); "+Inf" and "-Inf".
    /// </summary>
    public override string ToString() => _general is null ? NumberText.WriteInteger(_integer, Precision) : NumberText.Write(_general, Precision);

    private Number ToWhole(int direction)
    {
        if (IsInteger || IsInfinity) return this;
        var whole = General.Truncate(out _);
        if (Sign == direction) whole += direction;
        return new Number(BinaryFloat.FromInteger(whole, Precision), Precision);
    }
}
