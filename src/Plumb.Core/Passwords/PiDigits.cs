using System.Numerics;

namespace Plumb.Core.Passwords;

/// <summary>The digits of π, which Blowfish takes its tables from: computing them is shorter than writing them down.</summary>
internal static class PiDigits
{
    /// <summary>Bits of precision beyond those asked for, so that rounding in the series stays out of sight.</summary>
    private const int GuardBits = 64;

    /// <summary>The binary digits after the point, 32 to a word.</summary>
    internal static uint[] Words(int count)
    {
        var bits = count * 32 + GuardBits;
        var one = BigInteger.One << bits;
        // Machin's formula.
        var pi = 4 * (4 * ArcCotangent(5, one) - ArcCotangent(239, one));
        var fraction = pi - 3 * one;
        var words = new uint[count];
        for (var i = 0; i < count; i++) words[i] = (uint)((fraction >> (bits - 32 * (i + 1))) & uint.MaxValue);
        return words;
    }

    private static BigInteger ArcCotangent(int x, BigInteger one)
    {
        var power = one / x;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power /= -x * x;
            sum += power / n;
        }
        return sum;
    }
}
