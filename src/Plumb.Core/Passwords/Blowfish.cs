namespace Plumb.Core.Passwords;

/// <summary>
/// The Blowfish cipher with the costly key set-up of bcrypt: Provos and Mazières, "A Future-Adaptable Password Scheme" (1999).
/// </summary>
internal sealed class Blowfish
{
    private const int Rounds = 16;
    private const int BoxSize = 256;

    /// <summary>The initial P-array, then the four S-boxes.</summary>
    private static readonly Lazy<uint[]> Initial = new(() => PiDigits.Words(Rounds + 2 + 4 * BoxSize));

    private readonly uint[] _subkeys;
    private readonly uint[] _boxes;

    private Blowfish()
    {
        _subkeys = Initial.Value[..(Rounds + 2)];
        _boxes = Initial.Value[(Rounds + 2)..];
    }

    /// <summary>Sets the key up 2^cost times over, with the password and the salt in turn.</summary>
    internal static Blowfish Expensive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, int cost)
    {
        var cipher = new Blowfish();
        cipher.Expand(key, salt);
        for (var rounds = 1UL << cost; rounds > 0; rounds--)
        {
            cipher.Expand(key, []);
            cipher.Expand(salt, []);
        }
        return cipher;
    }

    internal void Encrypt(ref uint left, ref uint right)
    {
        var (l, r) = (left, right);
        for (var i = 0; i < Rounds; i += 2)
        {
            l ^= _subkeys[i];
            r ^= Mix(l);
            r ^= _subkeys[i + 1];
            l ^= Mix(r);
        }
        left = r ^ _subkeys[Rounds + 1];
        right = l ^ _subkeys[Rounds];
    }

    private uint Mix(uint x) =>
        ((_boxes[x >> 24] + _boxes[BoxSize + ((x >> 16) & 0xFF)]) ^ _boxes[2 * BoxSize + ((x >> 8) & 0xFF)]) + _boxes[3 * BoxSize + (x & 0xFF)];

    private void Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        var at = 0;
        for (var i = 0; i < _subkeys.Length; i++) _subkeys[i] ^= NextWord(key, ref at);
        uint left = 0, right = 0;
        at = 0;
        Replace(_subkeys, salt, ref at, ref left, ref right);
        Replace(_boxes, salt, ref at, ref left, ref right);
    }

    private void Replace(uint[] words, ReadOnlySpan<byte> salt, ref int at, ref uint left, ref uint right)
    {
        for (var i = 0; i < words.Length; i += 2)
        {
            left ^= NextWord(salt, ref at);
            right ^= NextWord(salt, ref at);
            Encrypt(ref left, ref right);
            words[i] = left;
            words[i + 1] = right;
        }
    }

    /// <summary>The next four bytes of something that is read round and round; zero of nothing.</summary>
    private static uint NextWord(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint word = 0;
        if (bytes.IsEmpty) return word;
        for (var i = 0; i < 4; i++)
        {
            word = word << 8 | bytes[at];
            at = at + 1 == bytes.Length ? 0 : at + 1;
        }
        return word;
    }
}
