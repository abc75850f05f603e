using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Plumb.Playbooks.Templating.Hashing;

/// <summary>The <c>$2b$</c> password hash of Provos and Mazières: Blowfish with an expensive key schedule.</summary>
internal static class Bcrypt
{
    private const string Letters = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int SaltLetters = 22;
    private const int SaltBytes = 16;
    private const int HashBytes = 23;
    private const int LongestPassword = 72;

    /// <param name="password">Cut after 72 bytes, as bcrypt does.</param>
    /// <param name="salt">22 letters of bcrypt's own alphabet.</param>
    /// <param name="cost">The base-2 logarithm of the rounds, 4 to 31.</param>
    /// <param name="ident">2a, 2b or 2y: which repair of the old mistakes the hash says to have.</param>
    public static string Hash(string password, string salt, int cost, string ident)
    {
        var saltBytes = Decode(salt);
        byte[] key = [.. Encoding.UTF8.GetBytes(password), 0];
        if (key.Length > LongestPassword) key = key[..LongestPassword];

        var cipher = new Blowfish();
        cipher.Expand(key, saltBytes);
        for (var round = 1L << cost; round > 0; round--)
        {
            cipher.Expand(key, []);
            cipher.Expand(saltBytes, []);
        }

        return string.Create(CultureInfo.InvariantCulture, $"${ident}${cost:00}${Encode(saltBytes, SaltLetters)}{Encode(Encrypted(cipher), 31)}");
    }

    /// <summary>A salt whose last letter has no bits beyond the 16 bytes, so that every checker agrees on it.</summary>
    public static string RepairSalt(string salt) => Encode(Decode(salt), SaltLetters);

    private static byte[] Encrypted(Blowfish cipher)
    {
        var words = new uint[6];
        var text = "OrpheanBeholderScryDoubt"u8;
        for (var i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt32BigEndian(text[(i * 4)..]);
        for (var round = 0; round < 64; round++)
        {
            for (var i = 0; i < words.Length; i += 2) (words[i], words[i + 1]) = cipher.Encrypt(words[i], words[i + 1]);
        }

        var bytes = new byte[24];
        for (var i = 0; i < words.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * 4), words[i]);
        return bytes[..HashBytes];
    }

    private static string Encode(byte[] bytes, int letters)
    {
        var text = new StringBuilder();
        for (var at = 0; text.Length < letters; at += 3)
        {
            var bits = (Byte(at) << 16) | (Byte(at + 1) << 8) | Byte(at + 2);
            for (var shift = 18; shift >= 0 && text.Length < letters; shift -= 6) text.Append(Letters[(bits >> shift) & 63]);
        }

        return text.ToString();

        int Byte(int index) => index < bytes.Length ? bytes[index] : 0;
    }

    private static byte[] Decode(string salt)
    {
        var bytes = new byte[SaltBytes];
        var bits = 0;
        var held = 0;
        var at = 0;
        foreach (var letter in salt)
        {
            bits = (bits << 6) | Letters.IndexOf(letter, StringComparison.Ordinal);
            held += 6;
            if (held < 8) continue;
            held -= 8;
            if (at < SaltBytes) bytes[at++] = (byte)(bits >> held);
            bits &= (1 << held) - 1;
        }

        return bytes;
    }
}
