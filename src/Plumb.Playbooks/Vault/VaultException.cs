namespace Plumb.Playbooks.Vault;

/// <summary>A vault that cannot be opened or made, in the words that the peer's users know. Never holds a secret or decrypted text.</summary>
public sealed class VaultException : Exception
{
    public VaultException(string message) : base(message) { }

    public VaultException(string message, Exception inner) : base(message, inner) { }

    public VaultException() { }

    /// <summary>Whether the text is damaged, in which case another password does not help.</summary>
    public bool IsFormatFault { get; init; }
}
