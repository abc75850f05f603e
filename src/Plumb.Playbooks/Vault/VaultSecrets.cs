namespace Plumb.Playbooks.Vault;

/// <summary>
/// The secrets of a run, in the order given. A vault's label only says which to try first, unless labels must match
/// (DEFAULT_VAULT_ID_MATCH).
/// </summary>
public sealed class VaultSecrets(IReadOnlyList<VaultSecret> secrets, bool labelsMustMatch = false)
{
    public const string DefaultId = "default";

    public static VaultSecrets None { get; } = new([]);

    public IReadOnlyList<VaultSecret> Items { get; } = secrets;

    public bool LabelsMustMatch { get; } = labelsMustMatch;

    /// <summary>The secrets to try on a vault, in order.</summary>
    public IEnumerable<VaultSecret> For(string? label)
    {
        var id = label ?? DefaultId;
        // As in the peer the label orders nothing: it only leaves out what must match and does not.
        return LabelsMustMatch ? Items.Where(s => s.Id == id) : Items;
    }

    public VaultSecret? Find(string id) => Items.FirstOrDefault(s => s.Id == id);
}
