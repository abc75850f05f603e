using System.Formats.Asn1;
using System.Net;

namespace Plumb.Providers.Tls.Certificates;

/// <summary>What a certificate is for beside its subject (RFC 5280, section 4.2.1.6): host names, addresses and URIs.</summary>
internal sealed record AlternativeNames(IReadOnlyList<string> DnsNames, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<string> Uris)
{
    public const string Oid = "2.5.29.17";

    private static readonly Asn1Tag DnsTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag AddressTag = new(TagClass.ContextSpecific, 7);

    public static AlternativeNames None { get; } = new([], [], []);

    public bool IsEmpty => DnsNames.Count + Addresses.Count + Uris.Count == 0;

    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var name in DnsNames) writer.WriteCharacterString(UniversalTagNumber.IA5String, name, DnsTag);
            foreach (var address in Addresses)
                writer.WriteOctetString((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes(), AddressTag);
            foreach (var uri in Uris) writer.WriteCharacterString(UniversalTagNumber.IA5String, uri, UriTag);
        }
        return writer.Encode();
    }

    /// <summary>The names of the three kinds; others are left out.</summary>
    public static AlternativeNames Decode(ReadOnlyMemory<byte> extension)
    {
        var (names, addresses, uris) = (new List<string>(), new List<IPAddress>(), new List<string>());
        var reader = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (reader.HasData)
        {
            var tag = reader.PeekTag();
            if (tag.HasSameClassAndValue(DnsTag)) names.Add(reader.ReadCharacterString(UniversalTagNumber.IA5String, DnsTag));
            else if (tag.HasSameClassAndValue(UriTag)) uris.Add(reader.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
            else if (tag.HasSameClassAndValue(AddressTag)) addresses.Add(AddressOf(reader.ReadOctetString(AddressTag)));
            else reader.ReadEncodedValue();
        }
        return new AlternativeNames(names, addresses, uris);
    }

    private static IPAddress AddressOf(byte[] bytes) =>
        bytes.Length is 4 or 16 ? new IPAddress(bytes) : throw new AsnContentException($"an IP address has 4 or 16 bytes, not {bytes.Length}");
}
