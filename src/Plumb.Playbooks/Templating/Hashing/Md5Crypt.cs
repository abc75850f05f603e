using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Playbooks.Templating.Hashing;

/// <summary>The <c>$1$</c> password hash of FreeBSD by Poul-Henning Kamp: old, weak, and still asked for by old devices.</summary>
[SuppressMessage("Security", "CA5351", Justification = "The user names the algorithm; what is hashed must be readable to what checks it.")]
internal static class Md5Crypt
{
    private const int Rounds = 1000;

    public static string Hash(string password, string salt)
    {
        var secret = Encoding.UTF8.GetBytes(password);
        var saltBytes = Encoding.UTF8.GetBytes(salt);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);

        var current = First(hash, secret, saltBytes);
        for (var round = 0; round < Rounds; round++)
        {
            hash.AppendData((round & 1) != 0 ? secret : current);
            if (round % 3 != 0) hash.AppendData(saltBytes);
            if (round % 7 != 0) hash.AppendData(secret);
            hash.AppendData((round & 1) != 0 ? current : secret);
            current = hash.GetHashAndReset();
        }

        return $"$1${salt}${Encode(current)}";
    }

    private static byte[] First(IncrementalHash hash, byte[] secret, byte[] salt)
    {
        hash.AppendData(secret);
        hash.AppendData(salt);
        hash.AppendData(secret);
        var alternate = hash.GetHashAndReset();

        hash.AppendData(secret);
        hash.AppendData("$1$"u8);
        hash.AppendData(salt);
        for (var left = secret.Length; left > 0; left -= 16) hash.AppendData(alternate, 0, Math.Min(16, left));
        for (var length = secret.Length; length > 0; length >>= 1) hash.AppendData((length & 1) != 0 ? [0] : secret[..1]);
        return hash.GetHashAndReset();
    }

    private static string Encode(byte[] digest)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 5; i++) CryptAlphabet.Append(text, digest[i], digest[i + 6], digest[i == 4 ? 5 : i + 12], 4);
        CryptAlphabet.Append(text, 0, 0, digest[11], 2);
        return text.ToString();
    }
}
