namespace Plumb.Playbooks.Vault;

/// <summary>What a vault held, the label it had and the secret that opened it. Has no text of its own, so that none is printed by accident.</summary>
public sealed class DecryptedVault(byte[] plain, string? label, VaultSecret secret)
{
    public ReadOnlySpan<byte> Plain => plain;

    public string? Label { get; } = label;

    public VaultSecret Secret { get; } = secret;
}
