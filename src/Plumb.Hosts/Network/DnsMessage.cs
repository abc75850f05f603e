using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Plumb.Hosts.Network;

/// <summary>Questions for addresses and their answers, as bytes (RFC 1035, section 4; RFC 3596).</summary>
internal static class DnsMessage
{
    public const ushort IPv4 = 1;
    public const ushort IPv6 = 28;

    private const int HeadSize = 12;

    /// <summary>Null for a name that cannot be asked for.</summary>
    public static byte[]? Question(ushort number, string name, ushort type)
    {
        var message = new List<byte> { (byte)(number >> 8), (byte)number, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            var bytes = Encoding.ASCII.GetBytes(label);
            if (bytes.Length is 0 or > 63) return null;
            message.Add((byte)bytes.Length);
            message.AddRange(bytes);
        }
        message.AddRange([0, (byte)(type >> 8), (byte)type, 0, 1]);
        return [.. message];
    }

    public static DnsReply? Read(ReadOnlySpan<byte> message, ushort number, ushort type)
    {
        if (message.Length < HeadSize || U16(message, 0) != number || (message[2] & 0x80) == 0) return null;
        if ((message[2] & 2) != 0) return new DnsReply(IsTruncated: true, Code: 0, []);
        var addresses = new List<IPAddress>();
        var at = HeadSize;
        for (var i = U16(message, 4); i > 0; i--) at = AfterName(message, at) + 4;
        for (var i = U16(message, 6); i > 0; i--)
        {
            at = AfterName(message, at);
            if (at < 0 || at + 10 > message.Length) return null;
            var length = U16(message, at + 8);
            if (at + 10 + length > message.Length) return null;
            // Aliases are followed by the server, which sends what they lead to.
            if (U16(message, at) == type && length is 4 or 16) addresses.Add(new IPAddress(message.Slice(at + 10, length)));
            at += 10 + length;
        }
        return new DnsReply(IsTruncated: false, Code: message[3] & 0xf, addresses);
    }

    /// <summary>Where the name at the place ends; -1 where it goes beyond the message.</summary>
    private static int AfterName(ReadOnlySpan<byte> message, int at)
    {
        while (at >= 0 && at < message.Length)
        {
            var length = message[at];
            if (length == 0) return at + 1;
            if (length >= 0xc0) return at + 2;
            at += length + 1;
        }
        return -1;
    }

    private static ushort U16(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
}

/// <summary>What a name server answered.</summary>
internal sealed record DnsReply(bool IsTruncated, int Code, IReadOnlyList<IPAddress> Addresses);
