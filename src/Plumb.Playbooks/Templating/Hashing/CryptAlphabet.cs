using System.Text;

namespace Plumb.Playbooks.Templating.Hashing;

/// <summary>The 64 letters in which crypt(3) writes its hashes, least significant first.</summary>
internal static class CryptAlphabet
{
    public const string Letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static bool Holds(string salt) => salt.All(Letters.Contains);

    public static void Append(StringBuilder text, byte high, byte middle, byte low, int letters)
    {
        var bits = (high << 16) | (middle << 8) | low;
        for (; letters > 0; letters--, bits >>= 6) text.Append(Letters[bits & 63]);
    }
}
