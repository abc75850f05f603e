namespace Plumb.Playbooks.Vault;

/// <summary>Asks the user for a secret, without showing what is typed; null where no answer can be had.</summary>
public delegate ValueTask<string?> SecretPrompt(string question, CancellationToken cancellation);
