using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Playbooks.Templating.Hashing;

/// <summary>The <c>$5$</c> and <c>$6$</c> password hashes, as Ulrich Drepper's "Unix crypt using SHA-256 and SHA-512" specifies them.</summary>
internal static class ShaCrypt
{
    private const int DefaultRounds = 5000;
    private const int FewestRounds = 1000;
    private const int MostRounds = 999_999_999;

    public static string Sha256(string password, string salt, int? rounds) => Hash(password, salt, rounds, "$5$", HashAlgorithmName.SHA256, Encode256);

    public static string Sha512(string password, string salt, int? rounds) => Hash(password, salt, rounds, "$6$", HashAlgorithmName.SHA512, Encode512);

    private static string Hash(string password, string salt, int? rounds, string prefix, HashAlgorithmName algorithm, Func<byte[], string> encode)
    {
        var count = Math.Clamp(rounds ?? DefaultRounds, FewestRounds, MostRounds);
        var digest = Digest(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(salt), count, algorithm);
        var written = rounds is null ? "" : string.Create(CultureInfo.InvariantCulture, $"rounds={count}$");
        return $"{prefix}{written}{salt}${encode(digest)}";
    }

    private static byte[] Digest(byte[] password, byte[] salt, int rounds, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        var first = First(hash, password, salt);

        foreach (var _ in password) hash.AppendData(password);
        var passwordBytes = Repeat(hash.GetHashAndReset(), password.Length);

        for (var i = 0; i < 16 + first[0]; i++) hash.AppendData(salt);
        var saltBytes = Repeat(hash.GetHashAndReset(), salt.Length);

        var current = first;
        for (var round = 0; round < rounds; round++)
        {
            hash.AppendData((round & 1) != 0 ? passwordBytes : current);
            if (round % 3 != 0) hash.AppendData(saltBytes);
            if (round % 7 != 0) hash.AppendData(passwordBytes);
            hash.AppendData((round & 1) != 0 ? current : passwordBytes);
            hash.GetHashAndReset(current);
        }

        return current;
    }

    private static byte[] First(IncrementalHash hash, byte[] password, byte[] salt)
    {
        hash.AppendData(password);
        hash.AppendData(salt);
        hash.AppendData(password);
        var alternate = hash.GetHashAndReset();

        hash.AppendData(password);
        hash.AppendData(salt);
        hash.AppendData(Repeat(alternate, password.Length));
        for (var length = password.Length; length > 0; length >>= 1) hash.AppendData((length & 1) != 0 ? alternate : password);
        return hash.GetHashAndReset();
    }

    private static byte[] Repeat(byte[] bytes, int length)
    {
        var repeated = new byte[length];
        for (var i = 0; i < length; i++) repeated[i] = bytes[i % bytes.Length];
        return repeated;
    }

    // The byte order is a rotation of thirds: each group of three takes one byte of every third and the thirds change places.
    private static string Encode256(byte[] digest)
    {
        var text = new StringBuilder();
        int[] at = [0, 10, 20];
        for (var i = 0; i < 10; i++)
        {
            CryptAlphabet.Append(text, digest[at[0]], digest[at[1]], digest[at[2]], 4);
            at = [(at[2] + 1), (at[0] + 1), (at[1] + 1)];
        }

        CryptAlphabet.Append(text, 0, digest[31], digest[30], 3);
        return text.ToString();
    }

    private static string Encode512(byte[] digest)
    {
        var text = new StringBuilder();
        int[] at = [0, 21, 42];
        for (var i = 0; i < 21; i++)
        {
            CryptAlphabet.Append(text, digest[at[0]], digest[at[1]], digest[at[2]], 4);
            at = [(at[1] + 1), (at[2] + 1), (at[0] + 1)];
        }

        CryptAlphabet.Append(text, 0, 0, digest[63], 2);
        return text.ToString();
    }
}
