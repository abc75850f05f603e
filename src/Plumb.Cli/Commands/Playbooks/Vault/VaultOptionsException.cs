namespace Plumb.Cli.Commands.Playbooks.Vault;

/// <summary>Options that do not go together, or do not suffice.</summary>
internal sealed class VaultOptionsException(string message) : Exception(message);
