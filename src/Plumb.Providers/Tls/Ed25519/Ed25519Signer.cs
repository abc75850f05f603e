using System.Security.Cryptography;

namespace Plumb.Providers.Tls.Ed25519;

/// <summary>
/// Makes Ed25519 public keys and signatures (RFC 8032, section 5.1), which the platform's cryptography does not. There is
/// no verification: nothing here is ever asked to trust a signature.
/// </summary>
internal sealed class Ed25519Signer
{
    public const int SeedLength = 32;

    private readonly Scalar _secret;
    private readonly byte[] _prefix;

    public Ed25519Signer(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength) throw new CryptographicException($"an Ed25519 private key has {SeedLength} bytes, not {seed.Length}");
        var hash = SHA512.HashData(seed);
        // The lowest three bits are cleared and the highest one that counts is set, as the standard wants it.
        hash[0] &= 0b1111_1000;
        hash[31] = (byte)(hash[31] & 0b0111_1111 | 0b0100_0000);
        _secret = Scalar.Read(hash);
        _prefix = hash[32..];
        PublicKey = EdwardsPoint.Multiply(EdwardsPoint.Base, _secret).ToBytes();
    }

    public byte[] PublicKey { get; }

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var nonce = Scalar.Reduce(SHA512.HashData([.. _prefix, .. message]));
        var commitment = EdwardsPoint.Multiply(EdwardsPoint.Base, nonce).ToBytes();
        var challenge = Scalar.Reduce(SHA512.HashData([.. commitment, .. PublicKey, .. message]));
        return [.. commitment, .. Scalar.MultiplyAdd(challenge, Scalar.Reduce(_secret.ToBytes()), nonce).ToBytes()];
    }
}
