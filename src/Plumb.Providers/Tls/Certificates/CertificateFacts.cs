using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>What the data source tells about a certificate, in the official provider's words for it.</summary>
internal sealed record CertificateFacts
{
    public required string SignatureAlgorithm { get; init; }

    public required string PublicKeyAlgorithm { get; init; }

    public required string SerialNumber { get; init; }

    public required bool IsAuthority { get; init; }

    public required int MaxPathLength { get; init; }

    public required int Version { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string NotBefore { get; init; }

    public required string NotAfter { get; init; }

    public required string Sha1Fingerprint { get; init; }

    public required string CertificatePem { get; init; }

    public static CertificateFacts Of(X509Certificate2 certificate)
    {
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
        return new CertificateFacts
        {
            SignatureAlgorithm = SignatureName(certificate),
            PublicKeyAlgorithm = KeyName(certificate.PublicKey.Oid.Value),
            SerialNumber = new BigInteger(certificate.SerialNumberBytes.Span, isBigEndian: true).ToString(CultureInfo.InvariantCulture),
            IsAuthority = constraints?.CertificateAuthority ?? false,
            // Without the extension the official provider shows 0, without a length in it -1.
            MaxPathLength = constraints is null ? 0 : constraints.HasPathLengthConstraint ? constraints.PathLengthConstraint : -1,
            Version = certificate.Version,
            Issuer = DistinguishedNameText.Of(certificate.IssuerName.RawData),
            Subject = DistinguishedNameText.Of(certificate.SubjectName.RawData),
            NotBefore = Rfc3339(certificate.NotBefore),
            NotAfter = Rfc3339(certificate.NotAfter),
            Sha1Fingerprint = Fingerprint(certificate.RawData),
            CertificatePem = Pem.Write(Pem.Certificate, certificate.RawData),
        };
    }

#pragma warning disable CA5350 // the attribute is the SHA-1 by name
    private static string Fingerprint(byte[] data) => Convert.ToHexStringLower(SHA1.HashData(data));
#pragma warning restore CA5350

    private static string Rfc3339(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string SignatureName(X509Certificate2 certificate) => certificate.SignatureAlgorithm.Value switch
    {
        "1.2.840.113549.1.1.2" => "MD2-RSA",
        "1.2.840.113549.1.1.4" => "MD5-RSA",
        "1.2.840.113549.1.1.5" => "SHA1-RSA",
        "1.2.840.113549.1.1.11" => "SHA256-RSA",
        "1.2.840.113549.1.1.12" => "SHA384-RSA",
        "1.2.840.113549.1.1.13" => "SHA512-RSA",
        "1.2.840.113549.1.1.10" => PssName(certificate.RawDataMemory),
        "1.2.840.10040.4.3" => "DSA-SHA1",
        "2.16.840.1.101.3.4.3.2" => "DSA-SHA256",
        "1.2.840.10045.4.1" => "ECDSA-SHA1",
        "1.2.840.10045.4.3.2" => "ECDSA-SHA256",
        "1.2.840.10045.4.3.3" => "ECDSA-SHA384",
        "1.2.840.10045.4.3.4" => "ECDSA-SHA512",
        "1.3.101.112" => "Ed25519",
        _ => "0",
    };

    /// <summary>The hash function stands in the parameters of the algorithm (RFC 4055, section 3.1).</summary>
    private static string PssName(ReadOnlyMemory<byte> certificate)
    {
        var content = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
        content.ReadEncodedValue();
        var algorithm = content.ReadSequence();
        algorithm.ReadObjectIdentifier();
        var parameters = algorithm.ReadSequence();
        var hash = new Asn1Tag(TagClass.ContextSpecific, 0);
        if (!parameters.HasData || !parameters.PeekTag().HasSameClassAndValue(hash)) return "0";
        return parameters.ReadSequence(hash).ReadSequence().ReadObjectIdentifier() switch
        {
            "2.16.840.1.101.3.4.2.1" => "SHA256-RSAPSS",
            "2.16.840.1.101.3.4.2.2" => "SHA384-RSAPSS",
            "2.16.840.1.101.3.4.2.3" => "SHA512-RSAPSS",
            _ => "0",
        };
    }

    private static string KeyName(string? oid) => oid switch
    {
        "1.2.840.113549.1.1.1" => "RSA",
        "1.2.840.10040.4.1" => "DSA",
        "1.2.840.10045.2.1" => "ECDSA",
        "1.3.101.112" => "Ed25519",
        _ => "0",
    };
}
