namespace Plumb.Playbooks.Vault;

/// <summary>Where a run is told to take vault passwords from: "label@source" as of --vault-id, files as of --vault-password-file, a question.</summary>
public sealed record VaultSecretSources(IReadOnlyList<string> Ids, IReadOnlyList<string> PasswordFiles, bool Asks)
{
    public static VaultSecretSources None { get; } = new([], [], Asks: false);

    /// <summary>Whether a password is to be made up, which is asked for twice.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether only what is named here counts, as for a new password.</summary>
    public bool IgnoresSettings { get; init; }

    /// <summary>Whether to ask where nothing else is named.</summary>
    public bool AsksIfNone { get; init; }
}
