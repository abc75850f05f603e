using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Plumb.Engine.Functions.Crypto;

/// <summary>Reads the private key file of OpenSSH, "openssh-key-v1" (PROTOCOL.key in its sources), holding an RSA key.</summary>
internal ref struct OpenSshKey
{
    private const string Damaged = "the OpenSSH private key's data are damaged";
    private const int MaxModulusBytes = 2048;

    private ReadOnlySpan<byte> _rest;
    private bool _failed;

    private OpenSshKey(ReadOnlySpan<byte> bytes) => _rest = bytes;

    internal static bool TryRead(ReadOnlySpan<byte> bytes, out RSAParameters key, out string problem)
    {
        key = default;
        problem = Damaged;
        var magic = "openssh-key-v1\0"u8;
        if (!bytes.StartsWith(magic)) return false;

        var outer = new OpenSshKey(bytes[magic.Length..]);
        var cipher = outer.Field();
        outer.Field();
        outer.Field();
        var count = outer.Word();
        outer.Field();
        var secret = new OpenSshKey(outer.Field());
        if (outer._failed || count != 1) return false;
        if (!cipher.SequenceEqual("none"u8))
        {
            problem = RsaPrivateKey.Encrypted;
            return false;
        }
        return secret.TryReadSecret(out key, out problem);
    }

    private bool TryReadSecret(out RSAParameters key, out string problem)
    {
        key = default;
        problem = Damaged;
        // Equal words show that decryption, had there been any, worked.
        if (Word() != Word()) return false;
        if (!Field().SequenceEqual("ssh-rsa"u8))
        {
            problem = RsaPrivateKey.NotRsa;
            return false;
        }
        BigInteger n = Number(), e = Number(), d = Number(), inverseQ = Number(), p = Number(), q = Number();
        var length = n.GetByteCount(isUnsigned: true);
        if (_failed || p <= 1 || q <= 1 || length > MaxModulusBytes || n != p * q) return false;

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

    private uint Word()
    {
        if (_rest.Length < sizeof(uint))
        {
            _failed = true;
            return 0;
        }
        var word = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return word;
    }

    private ReadOnlySpan<byte> Field()
    {
        var length = Word();
        if (_failed || length > _rest.Length)
        {
            _failed = true;
            return [];
        }
        var field = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return field;
    }

    private BigInteger Number() => new(Field(), isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length >= length ? bytes : [.. new byte[length - bytes.Length], .. bytes];
    }
}
