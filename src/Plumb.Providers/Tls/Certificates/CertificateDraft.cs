using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>Everything about a certificate that is to be signed. Names and the public key are encoded already.</summary>
internal sealed record CertificateDraft
{
    private const string BasicConstraintsOid = "2.5.29.19";
    private const int VersionThree = 2;
    private const int FirstYearOfGeneralizedTime = 2050;
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    public required byte[] Issuer { get; init; }

    public required byte[] Subject { get; init; }

    public required byte[] SubjectPublicKeyInfo { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public AlternativeNames AlternativeNames { get; init; } = AlternativeNames.None;

    public IReadOnlyList<string> AllowedUses { get; init; } = [];

    public bool IsAuthority { get; init; }

    /// <summary>How many authorities may come below one; null for any number.</summary>
    public int? MaxPathLength { get; init; }

    public byte[]? SubjectKeyIdentifier { get; init; }

    public byte[]? AuthorityKeyIdentifier { get; init; }

    /// <summary>Below 2^128, as short as some readers want it.</summary>
    public BigInteger SerialNumber { get; init; } = new(RandomNumberGenerator.GetBytes(16), isUnsigned: true);

    /// <summary>The certificate (RFC 5280, section 4.1), signed.</summary>
    public byte[] Sign(PrivateKey issuerKey)
    {
        var content = new AsnWriter(AsnEncodingRules.DER);
        WriteContent(content, issuerKey);
        return Signed.Encode(content.Encode(), issuerKey);
    }

    private void WriteContent(AsnWriter writer, PrivateKey issuerKey)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence(VersionTag)) writer.WriteInteger(VersionThree);
            writer.WriteInteger(SerialNumber);
            issuerKey.WriteSignatureAlgorithm(writer);
            writer.WriteEncodedValue(Issuer);
            using (writer.PushSequence())
            {
                WriteTime(writer, NotBefore);
                WriteTime(writer, NotAfter);
            }
            writer.WriteEncodedValue(Subject);
            writer.WriteEncodedValue(SubjectPublicKeyInfo);
            using (writer.PushSequence(ExtensionsTag)) CertificateExtension.WriteAll(writer, Extensions());
        }
    }

    private IEnumerable<CertificateExtension> Extensions()
    {
        if (Certificates.AllowedUses.EncodeKeyUsage(AllowedUses) is { } bits) yield return new(Certificates.AllowedUses.KeyUsageOid, IsCritical: true, bits);
        if (Certificates.AllowedUses.EncodeExtended(AllowedUses) is { } uses) yield return new(Certificates.AllowedUses.ExtendedKeyUsageOid, IsCritical: false, uses);
        yield return new(BasicConstraintsOid, IsCritical: true, EncodeBasicConstraints());
        if (SubjectKeyIdentifier is { } subject) yield return new(KeyIdentifier.SubjectOid, IsCritical: false, KeyIdentifier.EncodeSubject(subject));
        if (AuthorityKeyIdentifier is { } authority) yield return new(KeyIdentifier.AuthorityOid, IsCritical: false, KeyIdentifier.EncodeAuthority(authority));
        // Where there is no other name, the alternative ones must be understood.
        if (!AlternativeNames.IsEmpty) yield return new(AlternativeNames.Oid, IsCritical: Subject is [_, 0], AlternativeNames.Encode());
    }

    private byte[] EncodeBasicConstraints()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (IsAuthority) writer.WriteBoolean(true);
            if (IsAuthority && MaxPathLength is { } length) writer.WriteInteger(length);
        }
        return writer.Encode();
    }

    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year < FirstYearOfGeneralizedTime) writer.WriteUtcTime(time, FirstYearOfGeneralizedTime - 1);
        else writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }
}
