using System.Formats.Asn1;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>The uses of a key that a certificate allows, by the provider's names: bits of the one extension and identifiers in the other.</summary>
internal static class AllowedUses
{
    public const string KeyUsageOid = "2.5.29.15";
    public const string ExtendedKeyUsageOid = "2.5.29.37";

    /// <summary>By the number of the bit (RFC 5280, section 4.2.1.3).</summary>
    private static readonly string[] Bits =
    [
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "cert_signing", "crl_signing", "encipher_only", "decipher_only",
    ];

    /// <summary>RFC 5280, section 4.2.1.12, and those of vendors.</summary>
    private static readonly Dictionary<string, string> Extended = new()
    {
        ["any_extended"] = "2.5.29.37.0",
        ["server_auth"] = "1.3.6.1.5.5.7.3.1",
        ["client_auth"] = "1.3.6.1.5.5.7.3.2",
        ["code_signing"] = "1.3.6.1.5.5.7.3.3",
        ["email_protection"] = "1.3.6.1.5.5.7.3.4",
        ["ipsec_end_system"] = "1.3.6.1.5.5.7.3.5",
        ["ipsec_tunnel"] = "1.3.6.1.5.5.7.3.6",
        ["ipsec_user"] = "1.3.6.1.5.5.7.3.7",
        ["timestamping"] = "1.3.6.1.5.5.7.3.8",
        ["ocsp_signing"] = "1.3.6.1.5.5.7.3.9",
        ["microsoft_server_gated_crypto"] = "1.3.6.1.4.1.311.10.3.3",
        ["netscape_server_gated_crypto"] = "2.16.840.1.113730.4.1",
        ["microsoft_commercial_code_signing"] = "1.3.6.1.4.1.311.2.1.22",
        ["microsoft_kernel_code_signing"] = "1.3.6.1.4.1.311.61.1.1",
    };

    public static IReadOnlyList<string> Names { get; } = [.. Bits.Concat(Extended.Keys).Order(StringComparer.Ordinal)];

    /// <summary>The extension of the bits; null where none is set.</summary>
    public static byte[]? EncodeKeyUsage(IReadOnlyCollection<string> uses)
    {
        var last = Array.FindLastIndex(Bits, uses.Contains);
        if (last < 0) return null;
        var bytes = new byte[last / 8 + 1];
        for (var i = 0; i <= last; i++)
            if (uses.Contains(Bits[i])) bytes[i / 8] |= (byte)(0x80 >> (i % 8));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteBitString(bytes, unusedBitCount: 7 - last % 8);
        return writer.Encode();
    }

    /// <summary>The extension of the identifiers, in the order of the uses; null where there are none.</summary>
    public static byte[]? EncodeExtended(IReadOnlyCollection<string> uses)
    {
        var identifiers = uses.Select(u => Extended.GetValueOrDefault(u)).OfType<string>().ToList();
        if (identifiers.Count == 0) return null;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var identifier in identifiers) writer.WriteObjectIdentifier(identifier);
        }
        return writer.Encode();
    }
}
