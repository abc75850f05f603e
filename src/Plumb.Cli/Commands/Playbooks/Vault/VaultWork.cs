using System.Text;
using Plumb.Cli.Arguments.Gnu;
using Plumb.Playbooks.Vault;

namespace Plumb.Cli.Commands.Playbooks.Vault;

/// <summary>What all actions on vaults share: the secrets they need, files, and the two operations themselves.</summary>
internal sealed class VaultWork(PeerSession session, GnuArguments arguments)
{
    private const string Required = "A vault password is required to use Ansible's Vault";

    public PeerSession Session { get; } = session;

    public VaultFiles Files { get; } = new(session.Terminal);

    public string Expand(string file) => file == VaultFiles.Standard ? file : Session.Settings.Environment.Expand(file);

    public async Task<VaultSecrets> SecretsToDecryptAsync(CancellationToken cancellation) =>
        await LoadAsync(Session.SourcesOf(arguments) with { AsksIfNone = true }, Required, cancellation).ConfigureAwait(false);

    /// <summary>The one secret that the label names, or the only one there is.</summary>
    public async Task<VaultSecret> SecretToEncryptAsync(string? label, CancellationToken cancellation)
    {
        var secrets = await LoadAsync(Session.SourcesOf(arguments) with { AsksIfNone = true, IsNew = true }, Required, cancellation).ConfigureAwait(false);
        label ??= Session.Settings.Text("DEFAULT_VAULT_ENCRYPT_IDENTITY");
        if (secrets.Items.Count > 1 && string.IsNullOrEmpty(label))
            throw new VaultOptionsException($"The vault-ids {string.Join(',', secrets.Items.Select(s => s.Id))} are available to encrypt. Specify the vault-id to encrypt with --encrypt-vault-id");
        return Choose(secrets, label);
    }

    public async Task<VaultSecret> NewSecretAsync(string? label, IReadOnlyList<string> ids, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        label ??= Session.Settings.Text("DEFAULT_VAULT_ENCRYPT_IDENTITY");
        var sources = new VaultSecretSources(ids, files, Session.SourcesOf(arguments).Asks) { AsksIfNone = true, IsNew = true, IgnoresSettings = string.IsNullOrEmpty(label) };
        var secrets = await LoadAsync(sources, "A new vault password is required to use Ansible's Vault rekey", cancellation).ConfigureAwait(false);
        return Choose(secrets, label);
    }

    public byte[] Encrypt(ReadOnlySpan<byte> plain, VaultSecret secret, string? label = null)
    {
        var salt = Session.Settings.Text("VAULT_ENCRYPT_SALT") is { Length: > 0 } given ? Encoding.UTF8.GetBytes(given) : null;
        return Encoding.ASCII.GetBytes(VaultText.Encrypt(plain, secret, label ?? secret.Id, salt));
    }

    /// <summary>A fault names the file, as there may be several.</summary>
    public DecryptedVault Decrypt(string path, VaultSecrets secrets)
    {
        var bytes = Files.Read(path);
        try
        {
            return VaultText.Decrypt(Encoding.Latin1.GetString(bytes), secrets, path);
        }
        catch (VaultException fault)
        {
            throw new VaultException($"{fault.Message} for {path}", fault);
        }
    }

    /// <summary>Only where people look: not into what another program reads.</summary>
    public Task TellSuccessAsync(string message) => Session.Terminal.IsInteractive ? Session.Terminal.Error.WriteLineAsync(message) : Task.CompletedTask;

    private static VaultSecret Choose(VaultSecrets secrets, string? label)
    {
        if (string.IsNullOrEmpty(label)) return secrets.Items[0];
        return secrets.Find(label) ?? throw new VaultException($"Did not find a match for --encrypt-vault-id={label} in the known vault-ids [{string.Join(", ", secrets.Items.Select(s => $"'{s.Id}'"))}]");
    }

    private async Task<VaultSecrets> LoadAsync(VaultSecretSources sources, string required, CancellationToken cancellation)
    {
        var secrets = await Session.LoadSecretsAsync(sources, cancellation).ConfigureAwait(false) ?? throw new VaultException("No vault password could be read.");
        return secrets.Items.Count > 0 ? secrets : throw new VaultOptionsException(required);
    }
}
