using System.Globalization;
using System.Numerics;

namespace Plumb.Jinja.Values;

/// <summary>Integers are <see cref="long"/> where they fit and <see cref="BigInteger"/> else, so that each has one form.</summary>
public static class PyInteger
{
    /// <summary>Python refuses to print or read longer numbers, for time grows with the square.</summary>
    public const int MaxDigits = 4300;

    private const int SmallestKept = -128;
    private static readonly object[] Small = [.. Enumerable.Range(SmallestKept, 1280).Select(object (i) => (long)i)];

    /// <summary>The integer as a value; small ones are not made anew.</summary>
    public static object Box(long value)
    {
        var index = value - SmallestKept;
        return (ulong)index < (ulong)Small.Length ? Small[index] : value;
    }

    public static object Box(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? Box((long)value) : value;

    /// <summary>An integer as <c>int(text, 0)</c> reads it: with a sign and a prefix that tells the base. Null where the text is none.</summary>
    public static BigInteger? Parse(string text)
    {
        var trimmed = text.Trim();
        var isNegative = trimmed.StartsWith('-');
        var bare = isNegative || trimmed.StartsWith('+') ? trimmed[1..] : trimmed;
        if (bare.Length == 0 || !char.IsAsciiDigit(bare[0]) || !NumberLiteral.TryParse(bare, out var value) || !TryGet(value, out BigInteger integer)) return null;
        return isNegative ? -integer : integer;
    }

    /// <summary>The value as an integer of any size; true and false are 1 and 0.</summary>
    public static bool TryGet(object? value, out BigInteger integer)
    {
        switch (value)
        {
            case long small: integer = small; return true;
            case bool truth: integer = truth ? 1 : 0; return true;
            case BigInteger big: integer = big; return true;
            default: integer = default; return false;
        }
    }

    /// <summary>The value as a 64-bit integer, if it is an integer that fits.</summary>
    public static bool TryGet(object? value, out long integer)
    {
        switch (value)
        {
            case long small: integer = small; return true;
            case bool truth: integer = truth ? 1 : 0; return true;
            default: integer = default; return false;
        }
    }

    /// <summary>A count or position: an integer, with those too large to mean anything brought to the end of the range.</summary>
    public static long Index(object? value, Func<JinjaException> otherwise) => value switch
    {
        long small => small,
        bool truth => truth ? 1 : 0,
        BigInteger big => big.Sign > 0 ? long.MaxValue : long.MinValue,
        Undefined undefined => throw undefined.Fault(),
        _ => throw otherwise(),
    };

    public static string Format(BigInteger value)
    {
        if (BigInteger.Abs(value).GetBitLength() > MaxDigits * 3.33) throw JinjaException.Value($"Exceeds the limit ({MaxDigits} digits) for integer string conversion");
        return value.ToString(CultureInfo.InvariantCulture);
    }
}
