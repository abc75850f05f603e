using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Plumb.Providers.Tls.Keys;

/// <summary>Blocks of Base64 between BEGIN and END lines (RFC 7468). Written, they end in a line feed, as the official provider's do.</summary>
internal static class Pem
{
    public const string PublicKey = "PUBLIC KEY";
    public const string Pkcs8PrivateKey = "PRIVATE KEY";
    public const string RsaPrivateKey = "RSA PRIVATE KEY";
    public const string EcPrivateKey = "EC PRIVATE KEY";
    public const string OpenSshPrivateKey = "OPENSSH PRIVATE KEY";
    public const string Certificate = "CERTIFICATE";
    public const string CertificateRequest = "CERTIFICATE REQUEST";

    public static string Write(string label, ReadOnlySpan<byte> data) => PemEncoding.WriteString(label, data) + "\n";

    /// <summary>The first block of a text.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? label, out byte[] data)
    {
        (label, data) = (null, []);
        if (!PemEncoding.TryFind(text, out var fields)) return false;
        data = new byte[fields.DecodedDataLength];
        if (!Convert.TryFromBase64Chars(text.AsSpan()[fields.Base64Data], data, out _)) return false;
        label = text[fields.Label];
        return true;
    }

    /// <summary>The first block, which is to have a certain label; the problem says what it has instead.</summary>
    public static bool TryRead(string text, string wanted, out byte[] data, out string problem)
    {
        problem = "";
        if (!TryRead(text, out var label, out data)) problem = $"The text holds no PEM block; one of type \"{wanted}\" is wanted.";
        else if (label != wanted) problem = $"The PEM block is of type \"{label}\"; \"{wanted}\" is wanted.";
        return problem.Length == 0;
    }
}
