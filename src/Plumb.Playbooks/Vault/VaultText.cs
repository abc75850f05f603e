using System.Security.Cryptography;

namespace Plumb.Playbooks.Vault;

/// <summary>Encrypts and decrypts whole texts with the secrets of a run.</summary>
public static class VaultText
{
    public static bool IsEncrypted(string text) => VaultEnvelope.IsEncrypted(text);

    public static bool IsEncrypted(ReadOnlySpan<byte> bytes) => VaultEnvelope.IsEncrypted(bytes);

    public static string Encrypt(ReadOnlySpan<byte> plain, VaultSecret secret, string? label, byte[]? salt = null)
    {
        if (VaultEnvelope.IsEncrypted(plain)) throw new VaultException("input is already encrypted");
        return VaultCipher.Encrypt(plain, secret, salt ?? RandomNumberGenerator.GetBytes(VaultCipher.SaltLength), label).Write();
    }

    /// <summary>Decrypts with the first secret that fits. Throws <see cref="VaultException"/> where none does or the text is no vault.</summary>
    public static DecryptedVault Decrypt(string text, VaultSecrets secrets, string? file = null)
    {
        if (!IsEncrypted(text)) throw new VaultException("input is not vault encrypted data. " + (file is null ? "" : $"{file} is not a vault encrypted file"));
        var envelope = VaultEnvelope.Parse(text);
        if (secrets.Items.Count == 0) throw new VaultException("Attempting to decrypt but no vault secrets found");
        foreach (var secret in secrets.For(envelope.Label))
        {
            if (VaultCipher.Decrypt(envelope, secret) is { } plain) return new DecryptedVault(plain, envelope.Label, secret);
        }
        throw new VaultException("Decryption failed (no vault secrets were found that could decrypt)" + (file is null ? "" : $" on {file}"));
    }
}
