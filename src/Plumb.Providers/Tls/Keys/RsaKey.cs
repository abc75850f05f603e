using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Plumb.Providers.Tls.Keys;

/// <summary>An RSA key. It signs with PKCS #1 v1.5 over SHA-256.</summary>
internal sealed class RsaKey(RSA key) : PrivateKey
{
    private const string Sha256WithRsa = "1.2.840.113549.1.1.11";
    private const string SshType = "ssh-rsa";

    public override string Algorithm => Rsa;

    public override byte[] SubjectPublicKeyInfo => key.ExportSubjectPublicKeyInfo();

    public override SshKey Ssh
    {
        get
        {
            var parts = key.ExportParameters(includePrivateParameters: true);
            return new SshKey(SshType,
                new SshWriter().Text(SshType).Number(parts.Exponent).Number(parts.Modulus).ToBytes(),
                new SshWriter().Number(parts.Modulus).Number(parts.Exponent).Number(parts.D).Number(parts.InverseQ).Number(parts.P).Number(parts.Q).ToBytes());
        }
    }

    public override string ToPem() => Pem.Write(Pem.RsaPrivateKey, key.ExportRSAPrivateKey());

    public override void WriteSignatureAlgorithm(AsnWriter target) => WriteAlgorithm(target, Sha256WithRsa, hasNullParameters: true);

    public override byte[] Sign(byte[] data) => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public override void Dispose() => key.Dispose();

    protected override byte[] Pkcs8() => key.ExportPkcs8PrivateKey();
}
