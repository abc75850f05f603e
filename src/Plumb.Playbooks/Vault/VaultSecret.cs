using System.Text;

namespace Plumb.Playbooks.Vault;

/// <summary>A password and the id it goes by. Its text shows the id alone.</summary>
public sealed class VaultSecret(string id, byte[] password)
{
    public string Id { get; } = id;

    internal ReadOnlySpan<byte> Password => password;

    public static VaultSecret OfText(string id, string password) => new(id, Encoding.UTF8.GetBytes(password));

    public override string ToString() => $"vault secret {Id}";
}
