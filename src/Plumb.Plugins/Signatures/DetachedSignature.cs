using Org.BouncyCastle.Bcpg;

namespace Plumb.Plugins.Signatures;

/// <summary>Who signed a document.</summary>
/// <param name="KeyId">Of the primary key, in sixteen hexadecimal digits.</param>
/// <param name="Fingerprint">Of the primary key.</param>
internal sealed record DocumentSigner(string KeyId, string Fingerprint);

/// <summary>Verifies OpenPGP signatures that are kept apart from what they sign (RFC 4880).</summary>
internal static class DetachedSignature
{
    private const int BinaryDocument = 0x00;
    private const int TextDocument = 0x01;
    private const int MaxSignatures = 32;

    /// <summary>The signer; null where none of the keys is his. Throws <see cref="SignatureException"/> where the signature is not good.</summary>
    /// <param name="document">What was signed.</param>
    /// <param name="signature">Not armored.</param>
    /// <param name="armoredKeys">Of whom a signature is accepted.</param>
    /// <param name="now">Signatures from the future are not accepted.</param>
    /// <param name="what">What the document is, for people.</param>
    public static DocumentSigner? Verify(ReadOnlySpan<byte> document, byte[] signature, IEnumerable<string> armoredKeys, DateTimeOffset now, string what = "list of checksums")
    {
        var signatures = Read(signature);
        foreach (var key in armoredKeys.SelectMany(KeyRing.Read).SelectMany(r => r.SigningKeys()))
        {
            foreach (var packet in signatures.Where(s => s.KeyId == key.Id))
            {
                Check(packet, key, document, now, what);
                return new DocumentSigner(key.Owner, key.OwnerFingerprint);
            }
        }
        return null;
    }

    private static void Check(SignaturePacket packet, SigningKey key, ReadOnlySpan<byte> document, DateTimeOffset now, string what)
    {
        var details = new SignatureDetails(packet);
        var isGood = details.Type switch
        {
            BinaryDocument => SignatureMath.Verify(key.Packet, packet, document),
            TextDocument => SignatureMath.Verify(key.Packet, packet, SignedSubject.Text(document)),
            _ => throw new SignatureException("the signature is not one of a document."),
        };
        if (!isGood) throw new SignatureException($"the signature of the key {key.Owner} is not that of the {what}: one of both was changed.");
        if (key.IsRevoked) throw new SignatureException($"the key {key.Owner}, which the signature is of, was revoked.");
        // A day, since clocks differ.
        if (details.Created > now.AddDays(1)) throw new SignatureException($"the signature of the key {key.Owner} is from the future ({details.Created:yyyy-MM-dd}).");
        if (details.Lifetime is { } lifetime && details.Created + lifetime < now) throw new SignatureException($"the signature of the key {key.Owner} expired on {details.Created + lifetime:yyyy-MM-dd}.");
        // Releases outlive keys: what counts is whether the key was good when it signed.
        if (key.Expires is { } end && details.Created > end) throw new SignatureException($"the key {key.Owner} expired on {end:yyyy-MM-dd}, before it signed this on {details.Created:yyyy-MM-dd}.");
    }

    private static List<SignaturePacket> Read(byte[] signature)
    {
        try
        {
            using var octets = new MemoryStream(signature);
            using var packets = new BcpgInputStream(octets);
            var found = new List<SignaturePacket>();
            while (packets.ReadPacket() is { } packet)
            {
                if (packet is SignaturePacket one) found.Add(one);
                if (found.Count > MaxSignatures) throw new SignatureException("there are too many signatures.");
            }
            return found.Count > 0 ? found : throw new SignatureException("there is no signature in what the registry gives as one.");
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException or ArithmeticException)
        {
            throw new SignatureException($"what the registry gives as a signature is none: {e.Message}");
        }
    }
}
