using Org.BouncyCastle.Bcpg;

namespace Plumb.Plugins.Signatures;

/// <summary>HashiCorp's own key, and the one that may vouch for the keys of partners: 51890657C5ACDB4B823086567D72D4268E4660FC, unless another is given.</summary>
public sealed class HashiCorpKeys(IReadOnlyList<string> armoredKeys)
{
    /// <summary>The fingerprint of the key for releases, as https://www.hashicorp.com/security publishes it.</summary>
    public string Official { get; init; } = "C874011F0AB405110D02105534365D9472D7468F";

    public static HashiCorpKeys Published { get; } = new([Read()]);

    /// <summary>False where nobody vouches for the key. Throws <see cref="SignatureException"/> where what is given as such a signature is not good.</summary>
    internal bool Vouch(PublishedKey key, DateTimeOffset now)
    {
        if (key.Trust.Length == 0) return false;
        return DetachedSignature.Verify(Octets(key.Armor), Octets(key.Trust), armoredKeys, now, "key") is not null ? true : throw new SignatureException("error verifying trust signature: it is not HashiCorp's.");
    }

    /// <summary>What is signed of a key is what is inside of the armor.</summary>
    private static byte[] Octets(string armored)
    {
        try
        {
            using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(armored));
            using var octets = new ArmoredInputStream(text);
            using var content = new MemoryStream();
            octets.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new SignatureException($"the trust signature of a signing key cannot be read: {e.Message}");
        }
    }

    private static string Read()
    {
        using var stream = typeof(HashiCorpKeys).Assembly.GetManifestResourceStream("Plumb.Plugins.Signatures.partners.asc") ?? throw new InvalidOperationException("The program is incomplete.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
