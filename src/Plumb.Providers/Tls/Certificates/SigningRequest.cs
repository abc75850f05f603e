using System.Formats.Asn1;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>A request for a certificate (PKCS #10, RFC 2986): an encoded name, an encoded public key and alternative names.</summary>
internal sealed record SigningRequest(byte[] Subject, byte[] SubjectPublicKeyInfo, AlternativeNames AlternativeNames)
{
    private const string ExtensionRequestOid = "1.2.840.113549.1.9.14";
    private static readonly Asn1Tag AttributesTag = new(TagClass.ContextSpecific, 0);

    /// <summary>The request, signed with the key that it is for.</summary>
    public byte[] Sign(PrivateKey key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            writer.WriteEncodedValue(Subject);
            writer.WriteEncodedValue(SubjectPublicKeyInfo);
            using (writer.PushSetOf(AttributesTag))
            {
                if (!AlternativeNames.IsEmpty) WriteExtensionRequest(writer);
            }
        }
        return Signed.Encode(writer.Encode(), key);
    }

    /// <summary>Fails with an <see cref="AsnContentException"/>. The signature is not looked at: who signs a request decides to.</summary>
    public static SigningRequest Decode(byte[] data)
    {
        var content = new AsnReader(data, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        content.ReadInteger();
        var subject = content.ReadEncodedValue().ToArray();
        var key = content.ReadEncodedValue().ToArray();
        var names = AlternativeNames.None;
        var attributes = content.HasData ? content.ReadSetOf(skipSortOrderValidation: true, AttributesTag) : content;
        while (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            if (attribute.ReadObjectIdentifier() == ExtensionRequestOid) names = ReadNames(attribute.ReadSetOf().ReadSequence()) ?? names;
        }
        return new SigningRequest(subject, key, names);
    }

    private void WriteExtensionRequest(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(ExtensionRequestOid);
            using (writer.PushSetOf())
                CertificateExtension.WriteAll(writer, [new CertificateExtension(AlternativeNames.Oid, IsCritical: Subject is [_, 0], AlternativeNames.Encode())]);
        }
    }

    private static AlternativeNames? ReadNames(AsnReader extensions)
    {
        AlternativeNames? names = null;
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            if (extension.PeekTag() == Asn1Tag.Boolean) extension.ReadBoolean();
            if (oid == AlternativeNames.Oid) names = AlternativeNames.Decode(extension.ReadOctetString());
        }
        return names;
    }
}
