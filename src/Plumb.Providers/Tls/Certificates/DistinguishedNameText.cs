using System.Formats.Asn1;
using System.Text;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>
/// Writes an encoded name as text in the manner of RFC 2253, the last part first, with the order and the names of parts that
/// the official provider gives them: well-known parts by kind, whatever their order in the certificate, others after them.
/// </summary>
internal static class DistinguishedNameText
{
    public const string CommonNameOid = "2.5.4.3";
    public const string SerialNumberOid = "2.5.4.5";
    public const string CountryOid = "2.5.4.6";
    public const string LocalityOid = "2.5.4.7";
    public const string ProvinceOid = "2.5.4.8";
    public const string StreetOid = "2.5.4.9";
    public const string OrganizationOid = "2.5.4.10";
    public const string OrganizationalUnitOid = "2.5.4.11";
    public const string PostalCodeOid = "2.5.4.17";

    private static readonly (string Oid, string Name)[] KnownLastFirst =
    [
        (SerialNumberOid, "SERIALNUMBER"), (CommonNameOid, "CN"), (PostalCodeOid, "POSTALCODE"), (StreetOid, "STREET"), (ProvinceOid, "ST"),
        (LocalityOid, "L"), (OrganizationalUnitOid, "OU"), (OrganizationOid, "O"), (CountryOid, "C"),
    ];

    public static string Of(ReadOnlyMemory<byte> name)
    {
        var parts = Read(name);
        var text = new List<string>();
        foreach (var (oid, label) in KnownLastFirst)
        {
            var values = parts.Where(p => p.Oid == oid).Select(p => p.Text).ToList();
            if (values.Count == 0) continue;
            // A certificate has one common name and one serial number; of several the last one counts.
            if (oid is CommonNameOid or SerialNumberOid) values = [values[^1]];
            text.Add(string.Join('+', values.Select(v => $"{label}={Escape(v)}")));
        }
        foreach (var part in parts.Where(p => KnownLastFirst.All(k => k.Oid != p.Oid)).Reverse()) text.Add($"{part.Oid}=#{Encoded(part.Text)}");
        return string.Join(',', text);
    }

    private static List<(string Oid, string Text)> Read(ReadOnlyMemory<byte> name)
    {
        var parts = new List<(string, string)>();
        var relativeNames = new AsnReader(name, AsnEncodingRules.BER).ReadSequence();
        while (relativeNames.HasData)
        {
            var relativeName = relativeNames.ReadSetOf(skipSortOrderValidation: true);
            while (relativeName.HasData)
            {
                var part = relativeName.ReadSequence();
                var oid = part.ReadObjectIdentifier();
                var tag = part.PeekTag();
                if (tag.TagClass == TagClass.Universal && IsText((UniversalTagNumber)tag.TagValue))
                    parts.Add((oid, part.ReadCharacterString((UniversalTagNumber)tag.TagValue)));
            }
        }
        return parts;
    }

    private static bool IsText(UniversalTagNumber tag) => tag is UniversalTagNumber.PrintableString or UniversalTagNumber.UTF8String
        or UniversalTagNumber.IA5String or UniversalTagNumber.T61String or UniversalTagNumber.BMPString or UniversalTagNumber.NumericString;

    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var isEscaped = value[i] switch
            {
                ',' or '+' or '"' or '\\' or '<' or '>' or ';' => true,
                ' ' => i == 0 || i == value.Length - 1,
                '#' => i == 0,
                _ => false,
            };
            if (isEscaped) text.Append('\\');
            text.Append(value[i]);
        }
        return text.ToString();
    }

    private static string Encoded(string value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(DistinguishedName.EncodingOf(value), value);
        return Convert.ToHexStringLower(writer.Encode());
    }
}
