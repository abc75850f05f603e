using System.ComponentModel;
using System.Diagnostics;
using Plumb.Playbooks.Vault;

namespace Plumb.Cli.Commands.Playbooks.Vault;

/// <summary>Lets the user edit a vault's content in an editor: in a file of its own that nobody else may read and that does not stay.</summary>
internal sealed class VaultEditor(VaultWork work)
{
    public async Task CreateAsync(string path, VaultSecret secret, CancellationToken cancellation)
    {
        if (File.Exists(path)) throw new VaultException($"{path} exists, please use 'edit' instead");
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var edited = await EditAsync(path, [], cancellation).ConfigureAwait(false);
        work.Files.Write(path, work.Encrypt(edited, secret), wasSecret: false);
    }

    /// <summary>Encrypts with the secret that opened the vault and under its label; a content that is left as it was is not written.</summary>
    public async Task EditAsync(string path, VaultSecrets secrets, CancellationToken cancellation)
    {
        var vault = work.Decrypt(path, secrets);
        var before = vault.Plain.ToArray();
        var edited = await EditAsync(path, before, cancellation).ConfigureAwait(false);
        if (!edited.AsSpan().SequenceEqual(before)) VaultFiles.Replace(path, work.Encrypt(edited, vault.Secret, vault.Label ?? VaultSecrets.DefaultId));
    }

    private async Task<byte[]> EditAsync(string path, byte[] content, CancellationToken cancellation)
    {
        var folder = work.Session.Settings.Text("DEFAULT_LOCAL_TMP") ?? Path.GetTempPath();
        var draft = VaultFiles.CreatePrivate(folder, Path.GetExtension(path), content);
        try
        {
            await RunEditorAsync(draft, cancellation).ConfigureAwait(false);
            return await File.ReadAllBytesAsync(draft, cancellation).ConfigureAwait(false);
        }
        finally
        {
            VaultFiles.Shred(draft);
        }
    }

    private async Task RunEditorAsync(string draft, CancellationToken cancellation)
    {
        var words = CommandWords.Split(work.Session.Settings.Text("EDITOR") ?? "vi");
        if (words.Count == 0) throw new VaultException("The editor's command is empty");
        try
        {
            using var editor = Process.Start(new ProcessStartInfo(words[0], [.. words.Skip(1), draft]) { UseShellExecute = false });
            if (editor is not null) await editor.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception fault)
        {
            throw new VaultException($"Unable to execute the command \"{string.Join(' ', words)}\": {fault.Message}", fault);
        }
    }
}
