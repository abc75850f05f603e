using Plumb.Cli.Arguments.Gnu;

namespace Plumb.Cli.Commands.Playbooks;

/// <summary>Options that several of the commands for playbooks have.</summary>
internal static class SharedOptions
{
    public static readonly GnuOption Verbose = new("-v --verbose", "Show more; may be given several times.");
    public static readonly GnuOption Inventory = new("-i --inventory --inventory-file", "A file, a folder, a program or hosts with commas; may be given several times.") { Value = "INVENTORY" };
    public static readonly GnuOption Limit = new("-l --limit", "Only these hosts.") { Value = "SUBSET" };
    public static readonly GnuOption ExtraVariables = new("-e --extra-vars", "Variables as key=value, YAML or JSON, or @file.") { Value = "EXTRA_VARS" };
    public static readonly GnuOption PlaybookFolder = new("--playbook-dir", "The folder that stands for the playbook's, with its group_vars and host_vars.") { Value = "BASEDIR" };
    public static readonly GnuOption VaultId = new("--vault-id", "A vault's label with the source of its password, as label@source; may be given several times.") { Value = "VAULT_IDS" };
    public static readonly GnuOption AskVaultPassword = new("-J --ask-vault-password --ask-vault-pass", "Ask for the vault's password.") { Group = "vault password" };
    public static readonly GnuOption VaultPasswordFile = new("--vault-password-file --vault-pass-file", "A file or program with the vault's password.") { Value = "VAULT_PASSWORD_FILES", Group = "vault password" };

    public static IReadOnlyList<GnuOption> Vault { get; } = [VaultId, AskVaultPassword, VaultPasswordFile];
}
