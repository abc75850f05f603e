using System.Security.Cryptography;
using System.Text;

namespace Plumb.Providers.Random;

/// <summary>
/// Draws whole numbers: by chance, or from a seed, whose draws are always the same ones. They are not those that the
/// official provider draws of the same seed, which matters only where an object is made: afterwards the state holds what was drawn.
/// </summary>
internal sealed class RandomSource(string? seed)
{
    private readonly byte[]? _key = string.IsNullOrEmpty(seed) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(seed));
    private ulong _draws;

    /// <summary>Evenly one of the numbers from zero to below the bound; a bound of zero stands for 2^64.</summary>
    public ulong Below(ulong bound)
    {
        if (bound == 0) return Next();
        // Numbers from the incomplete last range would be drawn too often.
        var excess = (ulong.MaxValue % bound + 1) % bound;
        ulong number;
        do number = Next();
        while (number > ulong.MaxValue - excess);
        return number % bound;
    }

    public int Below(int bound) => (int)Below((ulong)bound);

    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private ulong Next()
    {
        if (_key is null) return BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        Span<byte> counter = stackalloc byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(counter, _draws++);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(HMACSHA256.HashData(_key, counter));
    }
}
