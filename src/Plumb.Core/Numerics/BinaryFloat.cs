using System.Diagnostics;
using System.Numerics;

namespace Plumb.Core.Numerics;

/// <summary>
/// What a <see cref="Number"/> is where an int64 cannot hold it: a sign, an odd mantissa and a power of two, or one of
/// the special values negative zero and the infinities. Operations are exact here and rounded by <see cref="Round"/>,
/// to nearest, ties to even. Exponents saturate where those of Go's big.Float do, so that text such as 1e999999999
/// costs a few words and not gigabytes.
/// </summary>
internal sealed class BinaryFloat
{
    private const long LargestMagnitudeExponent = int.MaxValue;
    private const long SmallestMagnitudeExponent = int.MinValue;

    private BinaryFloat(bool negative, BigInteger mantissa, long exponent, bool infinite)
    {
        IsNegative = negative;
        Mantissa = mantissa;
        Exponent = exponent;
        IsInfinite = infinite;
    }

    internal static BinaryFloat PositiveInfinity { get; } = new(false, BigInteger.Zero, 0, true);

    internal static BinaryFloat NegativeInfinity { get; } = new(true, BigInteger.Zero, 0, true);

    internal static BinaryFloat PositiveZero { get; } = new(false, BigInteger.Zero, 0, false);

    internal static BinaryFloat NegativeZero { get; } = new(true, BigInteger.Zero, 0, false);

    internal bool IsNegative { get; }

    /// <summary>Odd and positive; zero for zeros and infinities.</summary>
    internal BigInteger Mantissa { get; }

    internal long Exponent { get; }

    internal bool IsInfinite { get; }

    internal bool IsZero => !IsInfinite && Mantissa.IsZero;

    internal bool IsInteger => !IsInfinite && Exponent >= 0;

    internal int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

    /// <summary>The exponent e with 2^(e-1) &lt;= |x| &lt; 2^e.</summary>
    internal long MagnitudeExponent => Exponent + Mantissa.GetBitLength();

    internal static BinaryFloat Zero(bool negative) => negative ? NegativeZero : PositiveZero;

    internal static BinaryFloat Infinity(bool negative) => negative ? NegativeInfinity : PositiveInfinity;

    internal static BinaryFloat FromInteger(BigInteger value, int precision) => Round(value.Sign < 0, BigInteger.Abs(value), 0, false, precision);

    /// <summary>
    /// The number with at most so many bits that is nearest to mantissa * 2^exponent, where <paramref name="sticky"/>
    /// says that the exact number is a little larger in magnitude than that.
    /// </summary>
    internal static BinaryFloat Round(bool negative, BigInteger mantissa, long exponent, bool sticky, int precision)
    {
        Debug.Assert(!sticky || mantissa.GetBitLength() > precision, "a sticky tail needs a rounding bit before it");
        if (mantissa.IsZero) return Zero(negative);
        var excess = (int)(mantissa.GetBitLength() - precision);
        if (excess > 0)
        {
            var kept = mantissa >> excess;
            var tail = mantissa - (kept << excess);
            var half = BigInteger.One << (excess - 1);
            var order = tail.CompareTo(half);
            if (order > 0 || (order == 0 && (sticky || !kept.IsEven))) kept += BigInteger.One;
            mantissa = kept;
            exponent += excess;
        }
        var zeros = (int)BigInteger.TrailingZeroCount(mantissa);
        mantissa >>= zeros;
        exponent += zeros;
        var magnitude = exponent + mantissa.GetBitLength();
        if (magnitude > LargestMagnitudeExponent) return Infinity(negative);
        return magnitude < SmallestMagnitudeExponent ? Zero(negative) : new BinaryFloat(negative, mantissa, exponent, false);
    }

    internal BinaryFloat RoundTo(int precision) => Mantissa.IsZero ? this : Round(IsNegative, Mantissa, Exponent, false, precision);

    internal BinaryFloat Negate() => Mantissa.IsZero
        ? IsInfinite ? Infinity(!IsNegative) : Zero(!IsNegative)
        : new BinaryFloat(!IsNegative, Mantissa, Exponent, false);

    /// <summary>The sum; not of opposite infinities.</summary>
    internal static BinaryFloat Add(BinaryFloat a, BinaryFloat b, int precision)
    {
        if (a.IsInfinite) return a;
        if (b.IsInfinite) return b;
        if (a.IsZero) return b.IsZero ? Zero(a.IsNegative && b.IsNegative) : b.RoundTo(precision);
        if (b.IsZero) return a.RoundTo(precision);
        var (high, low) = a.MagnitudeExponent >= b.MagnitudeExponent ? (a, b) : (b, a);
        // A far smaller term can only tip the rounding: one unit well below the last kept bit stands for it.
        var room = precision + 3;
        if (low.MagnitudeExponent < high.Exponent - room)
        {
            var nudged = (high.Mantissa << room) + (high.IsNegative == low.IsNegative ? 1 : -1);
            return Round(high.IsNegative, nudged, high.Exponent - room, false, precision);
        }
        var exponent = Math.Min(a.Exponent, b.Exponent);
        var sum = a.ScaledTo(exponent) + b.ScaledTo(exponent);
        return Round(sum.Sign < 0, BigInteger.Abs(sum), exponent, false, precision);
    }

    /// <summary>The product; not of zero and infinity.</summary>
    internal static BinaryFloat Multiply(BinaryFloat a, BinaryFloat b, int precision)
    {
        var negative = a.IsNegative != b.IsNegative;
        if (a.IsInfinite || b.IsInfinite) return Infinity(negative);
        return Round(negative, a.Mantissa * b.Mantissa, a.Exponent + b.Exponent, false, precision);
    }

    /// <summary>The quotient, infinite for a zero divisor; not of two zeros or two infinities.</summary>
    internal static BinaryFloat Divide(BinaryFloat a, BinaryFloat b, int precision)
    {
        var negative = a.IsNegative != b.IsNegative;
        if (a.IsInfinite || b.IsZero) return Infinity(negative);
        if (b.IsInfinite || a.IsZero) return Zero(negative);
        var shift = (int)Math.Max(0, precision + 2 + b.Mantissa.GetBitLength() - a.Mantissa.GetBitLength());
        var quotient = BigInteger.DivRem(a.Mantissa << shift, b.Mantissa, out var remainder);
        return Round(negative, quotient, a.Exponent - b.Exponent - shift, !remainder.IsZero, precision);
    }

    /// <summary>The fraction cut off, and whether there was one.</summary>
    internal BigInteger Truncate(out bool inexact)
    {
        inexact = Exponent < 0;
        if (MagnitudeExponent <= 0) return BigInteger.Zero;
        var whole = inexact ? Mantissa >> (int)-Exponent : Mantissa << (int)Exponent;
        return IsNegative ? -whole : whole;
    }

    internal int CompareTo(BinaryFloat other)
    {
        if (Sign != other.Sign) return Sign.CompareTo(other.Sign);
        if (Sign == 0) return 0;
        return Sign * CompareMagnitude(other);
    }

    internal bool SameAs(BinaryFloat other) =>
        IsNegative == other.IsNegative && IsInfinite == other.IsInfinite && Exponent == other.Exponent && Mantissa == other.Mantissa;

    private int CompareMagnitude(BinaryFloat other)
    {
        if (IsInfinite || other.IsInfinite) return IsInfinite.CompareTo(other.IsInfinite);
        var order = MagnitudeExponent.CompareTo(other.MagnitudeExponent);
        if (order != 0) return order;
        // Equal magnitudes: the exponents differ by no more than the mantissas are long.
        var exponent = Math.Min(Exponent, other.Exponent);
        return (Mantissa << (int)(Exponent - exponent)).CompareTo(other.Mantissa << (int)(other.Exponent - exponent));
    }

    private BigInteger ScaledTo(long exponent)
    {
        var scaled = Mantissa << (int)(Exponent - exponent);
        return IsNegative ? -scaled : scaled;
    }
}
