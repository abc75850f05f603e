using System.Buffers.Binary;
using Org.BouncyCastle.Bcpg;

namespace Plumb.Plugins.Signatures;

/// <summary>A signature with what its own hashed part says of it: whose it is, since when, and how long it is good.</summary>
internal sealed class SignatureDetails
{
    /// <summary>What may be marked as critical here: who does not know a critical subpacket must not accept the signature.</summary>
    private static readonly HashSet<SignatureSubpacketTag> Known =
    [
        SignatureSubpacketTag.CreationTime, SignatureSubpacketTag.ExpireTime, SignatureSubpacketTag.KeyExpireTime, SignatureSubpacketTag.IssuerKeyId,
        SignatureSubpacketTag.IssuerFingerprint, SignatureSubpacketTag.KeyFlags, SignatureSubpacketTag.EmbeddedSignature, SignatureSubpacketTag.PrimaryUserId,
        SignatureSubpacketTag.PreferredHashAlgorithms, SignatureSubpacketTag.PreferredSymmetricAlgorithms, SignatureSubpacketTag.PreferredCompressionAlgorithms,
        SignatureSubpacketTag.PreferredAeadAlgorithms, SignatureSubpacketTag.KeyServerPreferences, SignatureSubpacketTag.Features, SignatureSubpacketTag.Exportable,
        SignatureSubpacketTag.Revocable, SignatureSubpacketTag.RevocationReason, SignatureSubpacketTag.SignerUserId, SignatureSubpacketTag.PolicyUrl,
    ];

    public SignatureDetails(SignaturePacket packet)
    {
        Packet = packet;
        if (packet.Version != SignaturePacket.Version4) throw new SignatureException($"signatures of version {packet.Version} are not known.");
        foreach (var part in packet.GetHashedSubPackets())
        {
            if (part.IsCritical() && !Known.Contains(part.SubpacketType)) throw new SignatureException($"the signature depends on something that is not known ({part.SubpacketType}).");
            Read(part.SubpacketType, part.GetData());
        }
        foreach (var part in packet.GetUnhashedSubPackets())
            if (part.SubpacketType == SignatureSubpacketTag.EmbeddedSignature) Embedded ??= part.GetData();
    }

    public SignaturePacket Packet { get; }

    public DateTimeOffset Created { get; private set; }

    public TimeSpan? Lifetime { get; private set; }

    /// <summary>How long the key that this signature is on is good, from its own creation on.</summary>
    public TimeSpan? KeyLifetime { get; private set; }

    /// <summary>What the key is for; null where nothing is said, and then it is for anything.</summary>
    public byte? KeyFlags { get; private set; }

    /// <summary>A subkey's own signature on its primary key, inside the one on the subkey.</summary>
    public byte[]? Embedded { get; private set; }

    public int Type => Packet.SignatureType;

    private void Read(SignatureSubpacketTag tag, byte[] data)
    {
        switch (tag)
        {
            case SignatureSubpacketTag.CreationTime:
                Created = DateTimeOffset.FromUnixTimeSeconds(Seconds(data));
                break;
            case SignatureSubpacketTag.ExpireTime:
                Lifetime = Duration(data);
                break;
            case SignatureSubpacketTag.KeyExpireTime:
                KeyLifetime = Duration(data);
                break;
            case SignatureSubpacketTag.KeyFlags:
                KeyFlags = data is [var flags, ..] ? flags : (byte)0;
                break;
            case SignatureSubpacketTag.EmbeddedSignature:
                Embedded = data;
                break;
        }
    }

    /// <summary>Nothing stands for ever.</summary>
    private static TimeSpan? Duration(byte[] data) => Seconds(data) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static uint Seconds(byte[] data) => data.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(data) : throw new SignatureException("a time in the signature is malformed.");
}
