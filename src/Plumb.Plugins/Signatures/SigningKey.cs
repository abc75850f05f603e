using System.Security.Cryptography;
using Org.BouncyCastle.Bcpg;

namespace Plumb.Plugins.Signatures;

/// <summary>A key that may sign documents, primary or subordinate, and the times it is good for.</summary>
/// <param name="Owner">The id of the primary key, by which people know it.</param>
/// <param name="Expires">Null where it does not.</param>
internal sealed record SigningKey(PublicKeyPacket Packet, string Owner, string OwnerFingerprint, DateTimeOffset? Expires, bool IsRevoked)
{
    public long Id { get; } = KeyId(Packet);

#pragma warning disable CA5350 // The format says so: a fingerprint of version 4 is a SHA-1 (RFC 4880, section 12.2).
    public static byte[] Fingerprint(PublicKeyPacket packet) => SHA1.HashData(SignedSubject.Key(packet));
#pragma warning restore CA5350

    public static long KeyId(PublicKeyPacket packet) => System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(Fingerprint(packet).AsSpan(12));

    public static string IdText(long id) => id.ToString("X16", System.Globalization.CultureInfo.InvariantCulture);
}
