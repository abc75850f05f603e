using System.Numerics;
using System.Security.Cryptography;

namespace Plumb.Engine.Functions.Crypto;

/// <summary>Reads an RSA key from a private key file of OpenSSH.</summary>
internal static class OpenSshKey
{
    private const string Damaged = "the OpenSSH private key's data are damaged";
    private const int MaxModulusBytes = 2048;

    internal static bool TryRead(ReadOnlySpan<byte> bytes, out RSAParameters key, out string problem)
    {
        key = default;
        problem = Damaged;
        switch (OpenSshFile.Open(bytes, out var fields))
        {
            case OpenSshContent.Encrypted:
                problem = RsaPrivateKey.Encrypted;
                return false;
            case OpenSshContent.Damaged:
                return false;
        }
        if (!fields.Field().SequenceEqual("ssh-rsa"u8))
        {
            problem = RsaPrivateKey.NotRsa;
            return false;
        }
        BigInteger n = fields.Number(), e = fields.Number(), d = fields.Number(), inverseQ = fields.Number(), p = fields.Number(), q = fields.Number();
        var length = n.GetByteCount(isUnsigned: true);
        if (fields.HasFailed || p <= 1 || q <= 1 || length > MaxModulusBytes || n != p * q) return false;

        var half = (length + 1) / 2;
        key = new RSAParameters
        {
            Modulus = Bytes(n, length),
            Exponent = Bytes(e, 1),
            D = Bytes(d, length),
            P = Bytes(p, half),
            Q = Bytes(q, half),
            DP = Bytes(d % (p - 1), half),
            DQ = Bytes(d % (q - 1), half),
            InverseQ = Bytes(inverseQ, half),
        };
        return true;
    }

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length >= length ? bytes : [.. new byte[length - bytes.Length], .. bytes];
    }
}
