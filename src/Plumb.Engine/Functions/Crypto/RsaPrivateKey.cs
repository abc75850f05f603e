using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Plumb.Engine.Functions.Crypto;

/// <summary>Reads an RSA private key: PKCS #1 and PKCS #8 in PEM, and OpenSSH's own form, without a passphrase.</summary>
internal static class RsaPrivateKey
{
    internal const string NotRsa = "the private key is not an RSA key";
    internal const string Encrypted = "the private key is protected by a passphrase; only unprotected keys can be used";

    internal static bool TryRead(string text, [NotNullWhen(true)] out RSA? key, out string problem)
    {
        key = null;
        problem = "";
        if (!PemEncoding.TryFind(text, out var fields))
        {
            problem = text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal)
                ? Encrypted
                : "the private key is not in PEM form, which starts with -----BEGIN";
            return false;
        }
        var bytes = new byte[fields.DecodedDataLength];
        Convert.TryFromBase64Chars(text.AsSpan()[fields.Base64Data], bytes, out _);

        var rsa = RSA.Create();
        try
        {
            problem = Import(rsa, text[fields.Label], bytes);
        }
        catch (CryptographicException)
        {
            problem = "the private key's data are damaged or belong to another kind of key";
        }
        if (problem.Length > 0) rsa.Dispose();
        else key = rsa;
        return key is not null;
    }

    /// <summary>What keeps the key from being read, or nothing.</summary>
    private static string Import(RSA rsa, string label, byte[] bytes)
    {
        switch (label)
        {
            case "RSA PRIVATE KEY":
                rsa.ImportRSAPrivateKey(bytes, out _);
                return "";
            case "PRIVATE KEY":
                rsa.ImportPkcs8PrivateKey(bytes, out _);
                return "";
            case "OPENSSH PRIVATE KEY":
                if (!OpenSshKey.TryRead(bytes, out var parameters, out var problem)) return problem;
                rsa.ImportParameters(parameters);
                return "";
            case "ENCRYPTED PRIVATE KEY":
                return Encrypted;
            case "EC PRIVATE KEY" or "DSA PRIVATE KEY":
                return NotRsa;
            default:
                return $"the PEM block holds \"{label}\", which is no private key";
        }
    }
}
