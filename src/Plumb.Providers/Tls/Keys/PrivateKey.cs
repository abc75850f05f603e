using System.Formats.Asn1;

namespace Plumb.Providers.Tls.Keys;

/// <summary>A private key of one of the algorithms that the provider knows, in the forms in which keys are written and used.</summary>
internal abstract class PrivateKey : IDisposable
{
    public const string Rsa = "RSA";
    public const string Ecdsa = "ECDSA";
    public const string Ed25519 = "ED25519";

    public static IReadOnlyList<string> Algorithms { get; } = [Rsa, Ecdsa, Ed25519];

    public abstract string Algorithm { get; }

    /// <summary>The algorithm and the public key (RFC 5280, section 4.1.2.7).</summary>
    public abstract byte[] SubjectPublicKeyInfo { get; }

    /// <summary>The key as OpenSSH knows it; null where it knows no such keys.</summary>
    public abstract SshKey? Ssh { get; }

    /// <summary>In the traditional form of its algorithm: PKCS #1, SEC 1, or PKCS #8 where there is no other.</summary>
    public abstract string ToPem();

    public string ToPkcs8Pem() => Pem.Write(Pem.Pkcs8PrivateKey, Pkcs8());

    public string ToPublicPem() => Pem.Write(Pem.PublicKey, SubjectPublicKeyInfo);

    /// <summary>The algorithm with which the key signs, as certificates name it.</summary>
    public abstract void WriteSignatureAlgorithm(AsnWriter target);

    public abstract byte[] Sign(byte[] data);

    public abstract void Dispose();

    protected abstract byte[] Pkcs8();

    private protected static void WriteAlgorithm(AsnWriter target, string oid, bool hasNullParameters)
    {
        using (target.PushSequence())
        {
            target.WriteObjectIdentifier(oid);
            if (hasNullParameters) target.WriteNull();
        }
    }
}
