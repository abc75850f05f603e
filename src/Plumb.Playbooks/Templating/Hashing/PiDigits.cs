using System.Numerics;

namespace Plumb.Playbooks.Templating.Hashing;

/// <summary>The binary digits of π after the point, which Blowfish takes as its "nothing up my sleeve" tables: computed, not listed.</summary>
internal static class PiDigits
{
    private const int GuardBits = 64;

    /// <summary>The first words of the fraction of π, 32 bits each.</summary>
    public static uint[] Words(int count)
    {
        var bits = (count * 32) + GuardBits;
        // Machin: π = 16 arctan(1/5) − 4 arctan(1/239).
        var pi = (16 * InverseTangent(5, bits)) - (4 * InverseTangent(239, bits));
        var fraction = pi - ((BigInteger)3 << bits);
        var words = new uint[count];
        for (var i = 0; i < count; i++) words[i] = (uint)((fraction >> (bits - (32 * (i + 1)))) & uint.MaxValue);
        return words;
    }

    private static BigInteger InverseTangent(int inverse, int bits)
    {
        var power = (BigInteger.One << bits) / inverse;
        var sum = power;
        for (var odd = 3; !power.IsZero; odd += 2)
        {
            power /= inverse * inverse;
            sum += odd % 4 == 3 ? -(power / odd) : power / odd;
        }

        return sum;
    }
}
