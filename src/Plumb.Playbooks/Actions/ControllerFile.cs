using System.Security.Cryptography;
using System.Text;
using Plumb.Operations.Model;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Actions;

/// <summary>Files of the controller that tasks send to hosts. A vaulted one is decrypted in memory.</summary>
internal static class ControllerFile
{
    /// <summary>The path of a file that a task names, or a failure that tells where it was looked for.</summary>
    public static string Find(ActionContext context, string name, string subfolder)
    {
        if (SearchFolders.Find(name, subfolder, context.Task, context.Batch.Play) is { } path) return path;
        var searched = SearchFolders.Candidates(name, subfolder, context.Task, context.Batch.Play).ToList();
        throw TaskFailure.OfAction($"Could not find or access '{name}'\nSearched in:\n\t{string.Join("\n\t", searched)} on the Ansible Controller.\nIf you are using a module and expect the file to exist on the remote, see the remote_src option");
    }

    public static async ValueTask<SourceContent> OpenAsync(ActionContext context, string path, string name, bool decrypts, CancellationToken cancellation)
    {
        if (decrypts && await IsVaultAsync(path, cancellation).ConfigureAwait(false))
        {
            var text = await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false);
            return Of(VaultText.Decrypt(text, context.Services.Vault).Plain.ToArray(), name);
        }
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
#pragma warning disable CA5350 // Not for security: it is the checksum that results have always had.
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, useAsync: true);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[1 << 16];
            while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count && count > 0)
            {
                sha256.AppendData(buffer.AsSpan(0, count));
                sha1.AppendData(buffer.AsSpan(0, count));
            }
            return new SourceContent(name, Convert.ToHexStringLower(sha256.GetCurrentHash()), Convert.ToHexStringLower(sha1.GetCurrentHash()), stream.Length, () => File.OpenRead(path));
        }
    }

    public static SourceContent Of(byte[] content, string name) =>
#pragma warning disable CA5350 // As above.
        new(name, Convert.ToHexStringLower(SHA256.HashData(content)), Convert.ToHexStringLower(SHA1.HashData(content)), content.Length, () => new MemoryStream(content, writable: false));
#pragma warning restore CA5350

    private static async ValueTask<bool> IsVaultAsync(string path, CancellationToken cancellation)
    {
        var head = new byte[32];
        var stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            var count = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            return VaultText.IsEncrypted(Encoding.UTF8.GetString(head, 0, count)) || VaultText.IsEncrypted(head.AsSpan(0, count));
        }
    }
}
