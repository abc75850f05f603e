using System.Formats.Asn1;
using System.Security.Cryptography;
using Plumb.Providers.Tls.Ed25519;

namespace Plumb.Providers.Tls.Keys;

/// <summary>An Ed25519 key, written as RFC 8410 says.</summary>
internal sealed class Ed25519Key : PrivateKey
{
    private const string Oid = "1.3.101.112";
    private const string SshType = "ssh-ed25519";

    private readonly byte[] _seed;
    private readonly Ed25519Signer _signer;

    public Ed25519Key(byte[] seed)
    {
        _seed = seed;
        _signer = new Ed25519Signer(seed);
    }

    public override string Algorithm => PrivateKey.Ed25519;

    public override byte[] SubjectPublicKeyInfo
    {
        get
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                WriteSignatureAlgorithm(writer);
                writer.WriteBitString(_signer.PublicKey);
            }
            return writer.Encode();
        }
    }

    public override SshKey Ssh => new(SshType,
        new SshWriter().Text(SshType).Field(_signer.PublicKey).ToBytes(),
        new SshWriter().Field(_signer.PublicKey).Field([.. _seed, .. _signer.PublicKey]).ToBytes());

    public static Ed25519Key Generate() => new(RandomNumberGenerator.GetBytes(Ed25519Signer.SeedLength));

    /// <summary>From the bytes of a PKCS #8 block; null where they hold another kind of key.</summary>
    public static Ed25519Key? OfPkcs8(byte[] data)
    {
        var content = new AsnReader(data, AsnEncodingRules.DER).ReadSequence();
        content.ReadInteger();
        if (content.ReadSequence().ReadObjectIdentifier() != Oid) return null;
        return new Ed25519Key(new AsnReader(content.ReadOctetString(), AsnEncodingRules.DER).ReadOctetString());
    }

    public override string ToPem() => ToPkcs8Pem();

    public override void WriteSignatureAlgorithm(AsnWriter target) => WriteAlgorithm(target, Oid, hasNullParameters: false);

    public override byte[] Sign(byte[] data) => _signer.Sign(data);

    public override void Dispose() => CryptographicOperations.ZeroMemory(_seed);

    protected override byte[] Pkcs8()
    {
        var secret = new AsnWriter(AsnEncodingRules.DER);
        secret.WriteOctetString(_seed);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            WriteSignatureAlgorithm(writer);
            writer.WriteOctetString(secret.Encode());
        }
        return writer.Encode();
    }
}
