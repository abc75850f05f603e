using System.Formats.Asn1;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>One extension: what it is, whether who does not know it must refuse the certificate, and its encoded value.</summary>
internal sealed record CertificateExtension(string Oid, bool IsCritical, byte[] Value)
{
    public static void WriteAll(AsnWriter target, IEnumerable<CertificateExtension> extensions)
    {
        using (target.PushSequence())
        {
            foreach (var extension in extensions) extension.Write(target);
        }
    }

    private void Write(AsnWriter target)
    {
        using (target.PushSequence())
        {
            target.WriteObjectIdentifier(Oid);
            if (IsCritical) target.WriteBoolean(true);
            target.WriteOctetString(Value);
        }
    }
}
