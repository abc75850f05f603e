using System.Text;

namespace Plumb.Connections.OpenSsh;

/// <summary>Looks at given private keys before a connection is tried, which would say of a broken one only that it was denied.</summary>
internal static class PrivateKeyCheck
{
    public static async Task CheckAsync(SshSettings settings, SshKeyFiles keys, IReadOnlyDictionary<string, string> variables, SshFolder folder, CancellationToken cancellation)
    {
        foreach (var (name, hop) in new[] { (SshConfigText.Target, settings.Target), (SshConfigText.Bastion, settings.Bastion) })
        {
            if (hop is null || keys.PrivateKey(name, hop) is not { } path) continue;
            var process = SshProcess.Start("ssh-keygen", ["-y", "-P", "", "-f", path], variables, Path.GetTempPath());
            await using var _ = process.ConfigureAwait(false);
            process.Input.Close();
            await new StreamReader(process.Output, Encoding.UTF8).ReadToEndAsync(cancellation).ConfigureAwait(false);
            if (await process.WaitAsync(cancellation).ConfigureAwait(false) == 0) continue;
            var argument = name == SshConfigText.Bastion ? "bastion_private_key" : "private_key";
            var why = process.Errors.Contains("passphrase", StringComparison.Ordinal)
                ? "it is protected by a passphrase. Give a key that is not, or put it into an ssh agent and use that."
                : "it is no private key that ssh can read. The argument takes the key itself, not its path: private_key = file(\"~/.ssh/id_ed25519\").";
            throw new ProvisioningException($"The {argument} of the connection cannot be used: {why}");
        }
    }
}
