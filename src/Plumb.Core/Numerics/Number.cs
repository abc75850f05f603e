using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Plumb.Core.Numerics;

/// <summary>
/// An arbitrary-precision binary floating-point number that computes and prints as Terraform's do: up to 512 bits of
/// mantissa, round to nearest even, a precision carried by each number, infinities of both signs, no NaN.
/// </summary>
public readonly struct Number : IEquatable<Number>, IComparable<Number>
{
    public static Number Zero => throw new NotImplementedException();

    public static Number One => throw new NotImplementedException();

    public static Number PositiveInfinity => throw new NotImplementedException();

    public static Number NegativeInfinity => throw new NotImplementedException();

    public bool IsInteger => throw new NotImplementedException();

    public bool IsInfinity => throw new NotImplementedException();

    public int Sign => throw new NotImplementedException();

    public static implicit operator Number(long value) => FromInt64(value);

    public static Number FromInt64(long value) => throw new NotImplementedException();

    public static Number FromBigInteger(BigInteger value) => throw new NotImplementedException();

    /// <summary>Keeps the 53 bits of the double.</summary>
    public static Number FromDouble(double value) => throw new NotImplementedException();

    /// <summary>Decimal text, with optional sign, fraction and exponent, at 512 bits of precision.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Number number) => throw new NotImplementedException();

    public static Number Parse(string text) => TryParse(text, out var n) ? n : throw new FormatException(text);

    /// <summary>Only for integers in range.</summary>
    public bool TryGetInt64(out long value) => throw new NotImplementedException();

    public bool TryGetInt32(out int value) => throw new NotImplementedException();

    public bool TryGetBigInteger(out BigInteger value) => throw new NotImplementedException();

    public double ToDouble() => throw new NotImplementedException();

    public static Number operator +(Number a, Number b) => throw new NotImplementedException();

    public static Number operator -(Number a, Number b) => throw new NotImplementedException();

    public static Number operator *(Number a, Number b) => throw new NotImplementedException();

    /// <summary>The divisor is not zero; infinity over infinity is for the caller to refuse.</summary>
    public static Number operator /(Number a, Number b) => throw new NotImplementedException();

    /// <summary>The remainder with the sign of the dividend, as Terraform computes it.</summary>
    public static Number operator %(Number a, Number b) => throw new NotImplementedException();

    public static Number operator -(Number a) => throw new NotImplementedException();

    public static bool operator <(Number a, Number b) => a.CompareTo(b) < 0;

    public static bool operator >(Number a, Number b) => a.CompareTo(b) > 0;

    public static bool operator <=(Number a, Number b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Number a, Number b) => a.CompareTo(b) >= 0;

    public static bool operator ==(Number a, Number b) => a.Equals(b);

    public static bool operator !=(Number a, Number b) => !a.Equals(b);

    public Number Abs() => Sign < 0 ? -this : this;

    public Number Floor() => throw new NotImplementedException();

    public Number Ceiling() => throw new NotImplementedException();

    public int CompareTo(Number other) => throw new NotImplementedException();

    public bool Equals(Number other) => CompareTo(other) == 0;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Number n && Equals(n);

    public override int GetHashCode() => throw new NotImplementedException();

    /// <summary>The shortest decimal text that reads back as the same number, without an exponent.</summary>
    public override string ToString() => throw new NotImplementedException();
}
