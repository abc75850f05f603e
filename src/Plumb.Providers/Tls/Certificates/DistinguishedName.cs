using System.Buffers;
using System.Formats.Asn1;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>The subject of a certificate as it is configured; what is not set is left out. Encoded, the parts are in the official provider's order.</summary>
internal sealed record DistinguishedName
{
    // All of the characters of ASN.1's PrintableString, and nothing that some readers do not expect in one.
    private static readonly SearchValues<char> Printable =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?");

    private const string EmailAddressOid = "1.2.840.113549.1.9.1";

    public string? CommonName { get; init; }

    public string? Organization { get; init; }

    public string? OrganizationalUnit { get; init; }

    public IReadOnlyList<string> StreetAddress { get; init; } = [];

    public string? Locality { get; init; }

    public string? Province { get; init; }

    public string? Country { get; init; }

    public string? PostalCode { get; init; }

    public string? SerialNumber { get; init; }

    public string? EmailAddress { get; init; }

    /// <summary>As a Name (RFC 5280, section 4.1.2.4).</summary>
    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var (oid, values) in Parts()) Write(writer, oid, values);
        }
        return writer.Encode();
    }

    private IEnumerable<(string Oid, string[] Values)> Parts() =>
    [
        (DistinguishedNameText.CountryOid, One(Country)),
        (DistinguishedNameText.OrganizationOid, One(Organization)),
        (DistinguishedNameText.OrganizationalUnitOid, One(OrganizationalUnit)),
        (DistinguishedNameText.LocalityOid, One(Locality)),
        (DistinguishedNameText.ProvinceOid, One(Province)),
        (DistinguishedNameText.StreetOid, [.. StreetAddress]),
        (DistinguishedNameText.PostalCodeOid, One(PostalCode)),
        (DistinguishedNameText.CommonNameOid, CommonName is { Length: > 0 } name ? [name] : []),
        (DistinguishedNameText.SerialNumberOid, SerialNumber is { Length: > 0 } number ? [number] : []),
        (EmailAddressOid, One(EmailAddress)),
    ];

    private static string[] One(string? value) => value is null ? [] : [value];

    /// <summary>Several values of one kind are one relative name together.</summary>
    private static void Write(AsnWriter writer, string oid, string[] values)
    {
        if (values.Length == 0) return;
        using (writer.PushSetOf())
        {
            foreach (var value in values)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(oid);
                    writer.WriteCharacterString(oid == EmailAddressOid ? UniversalTagNumber.IA5String : EncodingOf(value), value);
                }
            }
        }
    }

    /// <summary>The simplest type of text that holds a value.</summary>
    internal static UniversalTagNumber EncodingOf(string value) =>
        value.AsSpan().ContainsAnyExcept(Printable) ? UniversalTagNumber.UTF8String : UniversalTagNumber.PrintableString;
}
