using System.Security.Cryptography;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Plumb.Plugins.Signatures;

/// <summary>Whether a signature was made with a key: the mathematics alone, done by the system's library, or by BouncyCastle for Ed25519.</summary>
internal static class SignatureMath
{
    private const string Ed25519Curve = "1.3.6.1.4.1.11591.15.1";
    private const int MinRsaBytes = 128;
    private const int MaxRsaBytes = 2048;

    public static bool Verify(PublicKeyPacket key, SignaturePacket signature, ReadOnlySpan<byte> subject)
    {
        if (signature.KeyAlgorithm != key.Algorithm) return false;
        byte[] hashed = [.. subject, .. signature.GetSignatureTrailer()];
        var algorithm = Algorithm(signature.HashAlgorithm);
        var hash = CryptographicOperations.HashData(algorithm, hashed);
        try
        {
            return key.Key switch
            {
                RsaPublicBcpgKey rsa => VerifyRsa(rsa, algorithm, hash, signature),
                DsaPublicBcpgKey dsa => VerifyDsa(dsa, hash, signature),
                EdDsaPublicBcpgKey edwards => VerifyEdwards(edwards, hash, signature),
                ECDsaPublicBcpgKey elliptic => VerifyElliptic(elliptic, hash, signature),
                _ => throw new SignatureException($"keys of the kind {key.Algorithm} are not known."),
            };
        }
        catch (CryptographicException)
        {
            // Numbers that no key or signature can have.
            return false;
        }
    }

    /// <summary>SHA-1 is known too: old providers are signed with it, as the peer accepts. MD5 and the like can be forged.</summary>
    private static HashAlgorithmName Algorithm(HashAlgorithmTag tag) => tag switch
    {
        HashAlgorithmTag.Sha256 => HashAlgorithmName.SHA256,
        HashAlgorithmTag.Sha384 => HashAlgorithmName.SHA384,
        HashAlgorithmTag.Sha512 => HashAlgorithmName.SHA512,
        HashAlgorithmTag.Sha1 => HashAlgorithmName.SHA1,
        _ => throw new SignatureException($"the signature is over a checksum of the kind {tag}, which is not accepted."),
    };

    private static bool VerifyRsa(RsaPublicBcpgKey key, HashAlgorithmName algorithm, byte[] hash, SignaturePacket signature)
    {
        var modulus = key.Modulus.ToByteArrayUnsigned();
        if (modulus.Length is < MinRsaBytes or > MaxRsaBytes) throw new SignatureException($"an RSA key of {modulus.Length * 8} bits is not accepted.");
        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = key.PublicExponent.ToByteArrayUnsigned() });
        return rsa.VerifyHash(hash, Numbers(signature, 1, modulus.Length), algorithm, RSASignaturePadding.Pkcs1);
    }

    private static bool VerifyDsa(DsaPublicBcpgKey key, byte[] hash, SignaturePacket signature)
    {
        var (p, q) = (key.P.ToByteArrayUnsigned(), key.Q.ToByteArrayUnsigned());
        using var dsa = DSA.Create(new DSAParameters { P = p, Q = q, G = Padded(key.G.ToByteArrayUnsigned(), p.Length), Y = Padded(key.Y.ToByteArrayUnsigned(), p.Length) });
        return dsa.VerifySignature(hash.AsSpan(0, Math.Min(hash.Length, q.Length)), Numbers(signature, 2, q.Length));
    }

    private static bool VerifyElliptic(ECDsaPublicBcpgKey key, byte[] hash, SignaturePacket signature)
    {
        // The point is written uncompressed: a mark and both coordinates.
        var point = key.EncodedPoint.ToByteArrayUnsigned();
        if (point is not [4, ..] || point.Length % 2 == 0) return false;
        var size = point.Length / 2;
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.CreateFromOid(new Oid(key.CurveOid.Id)),
            Q = new ECPoint { X = point[1..(1 + size)], Y = point[(1 + size)..] },
        });
        return ecdsa.VerifyHash(hash, Numbers(signature, 2, size));
    }

    private static bool VerifyEdwards(EdDsaPublicBcpgKey key, byte[] hash, SignaturePacket signature)
    {
        if (key.CurveOid.Id != Ed25519Curve) throw new SignatureException($"keys on the curve {key.CurveOid.Id} are not known.");
        // The point is written in its native form behind a mark.
        var point = key.EncodedPoint.ToByteArrayUnsigned();
        if (point.Length != 1 + Ed25519.PublicKeySize || point[0] != 0x40) return false;
        return Ed25519.Verify(Numbers(signature, 2, Ed25519.SignatureSize / 2), point.AsSpan(1), hash);
    }

    /// <summary>The numbers of a signature one after another, each as long as the key's own.</summary>
    private static byte[] Numbers(SignaturePacket signature, int count, int length)
    {
        var numbers = signature.GetSignature();
        if (numbers is null || numbers.Length != count) throw new CryptographicException("The signature has the wrong number of parts.");
        return [.. numbers.SelectMany(n => Padded(n.Value.ToByteArrayUnsigned(), length))];
    }

    private static byte[] Padded(byte[] number, int length)
    {
        if (number.Length == length) return number;
        if (number.Length > length) throw new CryptographicException("A number is larger than the key's.");
        var padded = new byte[length];
        number.CopyTo(padded, length - number.Length);
        return padded;
    }
}
