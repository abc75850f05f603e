namespace Plumb.Operations.Facts.Collectors;

/// <summary>The public keys of the host itself, from the first folder that has any.</summary>
internal sealed class SshKeysCollector : IFactCollector
{
    public string Name => "ssh_pub_keys";

    public IReadOnlyList<string> FactNames =>
        ["ssh_host_key_dsa_public", "ssh_host_key_ecdsa_public", "ssh_host_key_ed25519_public", "ssh_host_key_rsa_public", "ssh_host_pub_keys"];

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        foreach (var folder in (ReadOnlySpan<string>)["/etc/ssh", "/etc/openssh", "/etc"])
        {
            var found = false;
            foreach (var algorithm in (ReadOnlySpan<string>)["dsa", "rsa", "ecdsa", "ed25519"])
            {
                var words = context.Files.Text($"{folder}/ssh_host_{algorithm}_key.pub")?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (words is not [var type, var key, ..]) continue;
                found = true;
                context.Facts.Add($"ssh_host_key_{algorithm}_public", key);
                context.Facts.Add($"ssh_host_key_{algorithm}_public_keytype", type);
            }
            if (found) break;
        }
        return ValueTask.CompletedTask;
    }
}
