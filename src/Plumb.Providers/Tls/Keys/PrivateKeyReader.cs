using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Plumb.Engine.Functions.Crypto;

namespace Plumb.Providers.Tls.Keys;

/// <summary>Reads private keys that are not protected by a passphrase.</summary>
internal static class PrivateKeyReader
{
    /// <summary>PKCS #1, SEC 1 or PKCS #8.</summary>
    public static bool TryReadPem(string text, [NotNullWhen(true)] out PrivateKey? key, out string problem)
    {
        if (Pem.TryRead(text, out var label, out _) && label == Pem.OpenSshPrivateKey)
        {
            (key, problem) = (null, $"The PEM block is of type \"{label}\", which belongs into an argument for keys of OpenSSH.");
            return false;
        }
        return TryReadAny(text, out key, out problem);
    }

    /// <summary>The form of OpenSSH, or one of the others, which it reads, too.</summary>
    public static bool TryReadAny(string text, [NotNullWhen(true)] out PrivateKey? key, out string problem)
    {
        (key, problem) = (null, "The text holds no PEM block, which starts with -----BEGIN.");
        if (!Pem.TryRead(text, out var label, out var data)) return false;
        try
        {
            (key, problem) = Read(text, label, data);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            problem = $"The data of the PEM block of type \"{label}\" are damaged: {e.Message}";
        }
        return key is not null;
    }

    private static (PrivateKey? Key, string Problem) Read(string text, string label, byte[] data) => label switch
    {
        Pem.RsaPrivateKey => ReadRsa(text),
        Pem.EcPrivateKey => ReadEc(key => key.ImportECPrivateKey(data, out _)),
        Pem.Pkcs8PrivateKey => ReadPkcs8(text, data),
        Pem.OpenSshPrivateKey => OpenSshReader.Read(data) is { } key ? (key, "")
            : RsaPrivateKey.TryRead(text, out _, out _) ? ReadRsa(text)
            : (null, "It is not a private key of OpenSSH without a passphrase and of type RSA, ECDSA or Ed25519."),
        _ => (null, $"The PEM block is of type \"{label}\", which is no private key, or one that a passphrase protects."),
    };

    private static (PrivateKey? Key, string Problem) ReadPkcs8(string text, byte[] data)
    {
        if (Ed25519Key.OfPkcs8(data) is { } key) return (key, "");
        var (ec, _) = ReadEc(target => target.ImportPkcs8PrivateKey(data, out _));
        return ec is not null ? (ec, "") : ReadRsa(text);
    }

    private static (PrivateKey? Key, string Problem) ReadRsa(string text) =>
        RsaPrivateKey.TryRead(text, out var rsa, out var problem) ? (new RsaKey(rsa), "") : (null, $"The key cannot be read: {problem}.");

    private static (PrivateKey? Key, string Problem) ReadEc(Action<ECDsa> import)
    {
        const string Unknown = "The key is not of one of the curves P-224, P-256, P-384 and P-521.";
        var ecdsa = ECDsa.Create();
        PrivateKey? key = null;
        try
        {
            import(ecdsa);
            key = EcKey.Of(ecdsa);
        }
        catch (CryptographicException)
        {
            // Another kind of key; who asked says what is wrong.
        }
        if (key is null) ecdsa.Dispose();
        return (key, key is null ? Unknown : "");
    }
}
