namespace Plumb.Playbooks.Templating.Hashing;

/// <summary>Schneier's Blowfish with the salted key schedule of bcrypt.</summary>
internal sealed class Blowfish
{
    private const int SubkeyCount = 18;
    private const int BoxCount = 4 * 256;

    private static readonly Lazy<uint[]> Digits = new(() => PiDigits.Words(SubkeyCount + BoxCount));

    private readonly uint[] _subkeys = Digits.Value[..SubkeyCount];
    private readonly uint[] _boxes = Digits.Value[SubkeyCount..];

    /// <summary>Mixes key and salt into the state. An empty salt is one of zeros.</summary>
    public void Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        var keyAt = 0;
        for (var i = 0; i < SubkeyCount; i++) _subkeys[i] ^= Word(key, ref keyAt);

        var saltAt = 0;
        uint left = 0;
        uint right = 0;
        Refill(_subkeys, salt, ref saltAt, ref left, ref right);
        Refill(_boxes, salt, ref saltAt, ref left, ref right);
    }

    public (uint Left, uint Right) Encrypt(uint left, uint right)
    {
        var subkeys = _subkeys;
        for (var round = 0; round < 16; round += 2)
        {
            left ^= subkeys[round];
            right ^= Mixed(left);
            right ^= subkeys[round + 1];
            left ^= Mixed(right);
        }

        return (right ^ subkeys[17], left ^ subkeys[16]);
    }

    private void Refill(uint[] words, ReadOnlySpan<byte> salt, ref int saltAt, ref uint left, ref uint right)
    {
        for (var i = 0; i < words.Length; i += 2)
        {
            if (!salt.IsEmpty)
            {
                left ^= Word(salt, ref saltAt);
                right ^= Word(salt, ref saltAt);
            }

            (left, right) = Encrypt(left, right);
            words[i] = left;
            words[i + 1] = right;
        }
    }

    private uint Mixed(uint word)
    {
        var boxes = _boxes;
        return ((boxes[word >> 24] + boxes[256 + ((word >> 16) & 255)]) ^ boxes[512 + ((word >> 8) & 255)]) + boxes[768 + (word & 255)];
    }

    // The key is read as if it were written again and again.
    private static uint Word(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint word = 0;
        for (var i = 0; i < 4; i++)
        {
            word = (word << 8) | bytes[at];
            at = at + 1 == bytes.Length ? 0 : at + 1;
        }

        return word;
    }
}
