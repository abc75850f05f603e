using System.Buffers.Binary;
using Org.BouncyCastle.Bcpg;

namespace Plumb.Plugins.Signatures;

/// <summary>What a signature is over, as the octets that are hashed before the signature's own (RFC 4880, section 5.2.4).</summary>
internal static class SignedSubject
{
    private const int UserIdMark = 0xB4;
    private const int KeyMark = 0x99;

    public static byte[] Key(PublicKeyPacket key)
    {
        var body = key.GetEncodedContents();
        var subject = new byte[3 + body.Length];
        subject[0] = KeyMark;
        BinaryPrimitives.WriteUInt16BigEndian(subject.AsSpan(1), checked((ushort)body.Length));
        body.CopyTo(subject, 3);
        return subject;
    }

    public static byte[] Keys(PublicKeyPacket primary, PublicKeyPacket subkey) => [.. Key(primary), .. Key(subkey)];

    public static byte[] UserId(PublicKeyPacket primary, UserIdPacket user)
    {
        var name = user.GetRawId();
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, name.Length);
        return [.. Key(primary), UserIdMark, .. length, .. name];
    }

    /// <summary>Text is hashed with the line ends of the network.</summary>
    public static byte[] Text(ReadOnlySpan<byte> document)
    {
        var text = new List<byte>(document.Length + document.Length / 32);
        var last = (byte)0;
        foreach (var octet in document)
        {
            if (octet == '\n' && last != '\r') text.Add((byte)'\r');
            text.Add(last = octet);
        }
        return [.. text];
    }
}
