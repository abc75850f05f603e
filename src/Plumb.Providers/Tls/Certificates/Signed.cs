using System.Formats.Asn1;
using Plumb.Providers.Tls.Keys;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>Content with the signature of a key on it: what certificates and requests are.</summary>
internal static class Signed
{
    public static byte[] Encode(byte[] content, PrivateKey key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(content);
            key.WriteSignatureAlgorithm(writer);
            writer.WriteBitString(key.Sign(content));
        }
        return writer.Encode();
    }
}
