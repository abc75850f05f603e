using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Plumb.Playbooks.Vault;

/// <summary>
/// The AES256 cipher of vaults: keys from the password by PBKDF2, content by AES in counter mode after PKCS #7 padding, and an
/// HMAC over the encrypted content, which is checked before anything is decrypted.
/// </summary>
internal static class VaultCipher
{
    public const int SaltLength = 32;
    private const int Rounds = 10_000;
    private const int KeyLength = 32;
    private const int BlockLength = 16;

    public static VaultEnvelope Encrypt(ReadOnlySpan<byte> plain, VaultSecret secret, byte[] salt, string? label)
    {
        var keys = Derive(secret, salt);
        var padding = BlockLength - plain.Length % BlockLength;
        var content = new byte[plain.Length + padding];
        plain.CopyTo(content);
        content.AsSpan(plain.Length).Fill((byte)padding);
        ApplyKeyStream(content, keys);
        return new VaultEnvelope(label, salt, Checksum(content, keys), content);
    }

    /// <summary>The content, or null where the password is not the right one.</summary>
    public static byte[]? Decrypt(VaultEnvelope envelope, VaultSecret secret)
    {
        var keys = Derive(secret, envelope.Salt);
        if (!CryptographicOperations.FixedTimeEquals(Checksum(envelope.Content, keys), envelope.Checksum)) return null;
        var content = (byte[])envelope.Content.Clone();
        ApplyKeyStream(content, keys);
        var padding = content.Length > 0 ? content[^1] : 0;
        return padding is > 0 and <= BlockLength && padding <= content.Length ? content[..^padding] : null;
    }

    /// <summary>32 bytes for the cipher, 32 for the checksum, 16 where the counter starts.</summary>
    private static byte[] Derive(VaultSecret secret, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(secret.Password, salt, Rounds, HashAlgorithmName.SHA256, 2 * KeyLength + BlockLength);

    private static byte[] Checksum(byte[] content, byte[] keys) => HMACSHA256.HashData(keys.AsSpan(KeyLength, KeyLength), content);

    private static void ApplyKeyStream(byte[] content, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..KeyLength];
        var counter = BinaryPrimitives.ReadUInt128BigEndian(keys.AsSpan(2 * KeyLength));
        var blocks = new byte[(content.Length + BlockLength - 1) / BlockLength * BlockLength];
        for (var at = 0; at < blocks.Length; at += BlockLength) BinaryPrimitives.WriteUInt128BigEndian(blocks.AsSpan(at), unchecked(counter++));
        var stream = aes.EncryptEcb(blocks, PaddingMode.None);
        for (var i = 0; i < content.Length; i++) content[i] ^= stream[i];
    }
}
