using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>
/// The keys of a record. Where a run has vault secrets, what tasks gave is encrypted with a key made of the first of them: it may hold
/// what came out of a vault. Digests are keyed too, so that nobody can try guesses on a digest.
/// </summary>
internal sealed class RecordKey
{
    private const int Rounds = 10_000;
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _digestKey;
    private readonly byte[]? _cipherKey;

    public RecordKey(byte[] salt, VaultSecrets vault)
    {
        Salt = salt;
        if (vault.Items is not [var secret, ..])
        {
            _digestKey = salt;
            return;
        }
        var keys = Rfc2898DeriveBytes.Pbkdf2(secret.Password, salt, Rounds, HashAlgorithmName.SHA256, 2 * KeyLength);
        (_cipherKey, _digestKey) = (keys[..KeyLength], keys[KeyLength..]);
    }

    public byte[] Salt { get; }

    public bool Encrypts => _cipherKey is not null;

    /// <summary>A digest of a value of templates, so many characters long.</summary>
    public string Digest(object? value, int length)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, RecordFile.Json))
        {
            // A value of a kind that cannot be written is told from others by what comes before it.
            RecordedValues.Write(json, value);
            json.Flush();
        }
        return Convert.ToHexStringLower(HMACSHA256.HashData(_digestKey, buffer.WrittenSpan))[..length];
    }

    public string Encrypt(ReadOnlySpan<byte> plain)
    {
        if (_cipherKey is null) throw new InvalidOperationException("a record without vault secrets encrypts nothing");
        var sealedBytes = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(_cipherKey, TagLength);
        cipher.Encrypt(sealedBytes.AsSpan(0, NonceLength), plain, sealedBytes.AsSpan(NonceLength, plain.Length), sealedBytes.AsSpan(NonceLength + plain.Length));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>The text, or null where the key is not the one that it was encrypted with.</summary>
    public byte[]? Decrypt(string text)
    {
        var sealedBytes = new byte[text.Length];
        if (_cipherKey is null || !Convert.TryFromBase64String(text, sealedBytes, out var length) || length < NonceLength + TagLength) return null;
        var plain = new byte[length - NonceLength - TagLength];
        using var cipher = new AesGcm(_cipherKey, TagLength);
        try
        {
            cipher.Decrypt(sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength, plain.Length), sealedBytes.AsSpan(NonceLength + plain.Length, TagLength), plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
