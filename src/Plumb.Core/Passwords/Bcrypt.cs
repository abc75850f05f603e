using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Plumb.Core.Passwords;

/// <summary>Password hashes of bcrypt: which form, cost, salt and hash in one text.</summary>
public static class Bcrypt
{
    public const int MinCost = 4;
    public const int MaxCost = 31;
    public const int SaltLength = 16;
    public const int MaxPasswordLength = 72;

    /// <summary>The last byte of the encrypted text is left out, by a mistake that became the format.</summary>
    private const int HashLength = 23;

    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <param name="password">In UTF-8; what is beyond 72 bytes does not count.</param>
    /// <param name="salt">16 bytes.</param>
    /// <param name="cost">The base-2 logarithm of the rounds, 4 to 31.</param>
    /// <param name="form">2a, 2b or 2y: which repair of old mistakes the hash says to have.</param>
    public static string Hash(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int cost, string form = "2a")
    {
        // The password's end counts as a byte too, so that "a" and "aa" differ as keys.
        var cipher = Blowfish.Expensive([.. password, 0], salt, cost);
        var text = "OrpheanBeholderScryDoubt"u8.ToArray();
        for (var at = 0; at < text.Length; at += 8)
        {
            var left = BinaryPrimitives.ReadUInt32BigEndian(text.AsSpan(at));
            var right = BinaryPrimitives.ReadUInt32BigEndian(text.AsSpan(at + 4));
            for (var i = 0; i < 64; i++) cipher.Encrypt(ref left, ref right);
            BinaryPrimitives.WriteUInt32BigEndian(text.AsSpan(at), left);
            BinaryPrimitives.WriteUInt32BigEndian(text.AsSpan(at + 4), right);
        }
        return string.Create(CultureInfo.InvariantCulture, $"${form}${cost:00}${Encode(salt)}{Encode(text.AsSpan(0, HashLength))}");
    }

    /// <summary>Whether a hash is of a password; false for a text that is no hash.</summary>
    public static bool Matches(ReadOnlySpan<byte> password, string hash)
    {
        const int saltStart = 7, saltEnd = 29;
        if (hash.Length < saltEnd || !int.TryParse(hash.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var cost)) return false;
        if (cost is < MinCost or > MaxCost || Decode(hash.AsSpan(saltStart..saltEnd)) is not { } salt) return false;
        return Hash(password, salt, cost, hash[1..3]) == hash;
    }

    /// <summary>The bytes that a salt's letters stand for; null where a character is not of the alphabet.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length * 6 / 8];
        for (var i = 0; i < text.Length; i++)
        {
            var digit = Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (digit < 0) return null;
            for (var bit = 0; bit < 6; bit++)
            {
                var at = i * 6 + bit;
                if (at / 8 < bytes.Length && (digit >> (5 - bit) & 1) != 0) bytes[at / 8] |= (byte)(0x80 >> at % 8);
            }
        }
        return bytes;
    }

    /// <summary>Base64 with an alphabet of its own and without padding.</summary>
    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 6)
        {
            var at = bit / 8;
            var pair = bytes[at] << 8 | (at + 1 < bytes.Length ? bytes[at + 1] : 0);
            text.Append(Alphabet[(pair >> (10 - bit % 8)) & 0x3F]);
        }
        return text.ToString();
    }
}
