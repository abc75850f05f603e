using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Playbooks.Templating.Python;

/// <summary>
/// The random numbers of Python's <c>random</c> module: with a seed, the Mersenne Twister with Python's ways of seeding, so that a seeded
/// choice is the same as the peer's; without one, the system's generator.
/// </summary>
internal sealed class PythonRandom
{
    private readonly MersenneTwister? _twister;

    private PythonRandom(MersenneTwister? twister) => _twister = twister;

    public static PythonRandom System() => new(null);

    public static PythonRandom Seeded(BigInteger seed) => new(new MersenneTwister(Words(BigInteger.Abs(seed))));

    /// <summary>Python's version 2 seeding of text: its bytes followed by their SHA-512, as one big number.</summary>
    public static PythonRandom Seeded(string seed)
    {
        var bytes = Encoding.UTF8.GetBytes(seed);
        return Seeded(new BigInteger([.. bytes, .. SHA512.HashData(bytes)], isUnsigned: true, isBigEndian: true));
    }

    /// <summary>A number from 0 up to, not including, the limit.</summary>
    public BigInteger Below(BigInteger limit)
    {
        var bits = (int)limit.GetBitLength();
        BigInteger drawn;
        do
        {
            drawn = Bits(bits);
        }
        while (drawn >= limit);
        return drawn;
    }

    public int Below(int limit) => (int)Below((BigInteger)limit);

    /// <summary>A number of <c>range(start, stop, step)</c>.</summary>
    public BigInteger Range(BigInteger start, BigInteger stop, BigInteger step)
    {
        if (step.IsZero) throw TemplatingException.Python("ValueError", "zero step for randrange()");
        var width = stop - start;
        var count = step.Sign > 0 ? FloorDivide(width + step - 1, step) : FloorDivide(width + step + 1, step);
        if (count.Sign <= 0) throw TemplatingException.Python("ValueError", $"empty range for randrange() ({start}, {stop}, {width})");
        return start + (step * Below(count));
    }

    public void Shuffle(IList<object?> items)
    {
        for (var last = items.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static BigInteger FloorDivide(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        return !remainder.IsZero && (remainder.Sign < 0) != (divisor.Sign < 0) ? quotient - 1 : quotient;
    }

    private BigInteger Bits(int count)
    {
        if (count == 0) return BigInteger.Zero;
        BigInteger drawn = 0;
        for (var shift = 0; count > 0; shift += 32, count -= 32)
        {
            var word = _twister is null ? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)) : _twister.Next();
            if (count < 32) word >>= 32 - count;
            drawn |= (BigInteger)word << shift;
        }

        return drawn;
    }

    private static uint[] Words(BigInteger seed)
    {
        List<uint> words = [];
        for (; !seed.IsZero; seed >>= 32) words.Add((uint)(seed & uint.MaxValue));
        return words.Count == 0 ? [0] : [.. words];
    }
}
