using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>Short names of public keys: the SHA-1 of a key, as RFC 5280 (section 4.2.1.2) proposes.</summary>
internal static class KeyIdentifier
{
    public const string SubjectOid = "2.5.29.14";
    public const string AuthorityOid = "2.5.29.35";

    private const string Ed25519Oid = "1.3.101.112";
    private static readonly Asn1Tag IdentifierTag = new(TagClass.ContextSpecific, 0);

#pragma warning disable CA5350 // identifies a key and protects nothing
    public static byte[] Of(byte[] subjectPublicKeyInfo)
    {
        var content = new AsnReader(subjectPublicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        var algorithm = content.ReadSequence().ReadObjectIdentifier();
        var key = content.ReadBitString(out _);
        // The official provider hashes an Ed25519 key as an octet string, tag and length included.
        return SHA1.HashData(algorithm == Ed25519Oid ? EncodeOctets(key) : key);
    }
#pragma warning restore CA5350

    public static byte[] EncodeSubject(byte[] identifier) => EncodeOctets(identifier);

    public static byte[] EncodeAuthority(byte[] identifier)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) writer.WriteOctetString(identifier, IdentifierTag);
        return writer.Encode();
    }

    private static byte[] EncodeOctets(byte[] bytes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(bytes);
        return writer.Encode();
    }
}
