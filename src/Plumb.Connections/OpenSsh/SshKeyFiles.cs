namespace Plumb.Connections.OpenSsh;

/// <summary>Writes keys, certificates, passwords and known hosts of a connection as the files that ssh wants.</summary>
internal sealed class SshKeyFiles(SshFolder folder)
{
    /// <summary>The public key of the agent that is to be offered first.</summary>
    public string? AgentKey { get; init; }

    public string? PrivateKey(string name, SshHop hop)
    {
        if (hop.PrivateKey is null) return null;
        // ssh takes no key whose last line is not ended.
        var path = folder.Write($"{name}.key", hop.PrivateKey.ReplaceLineEndings("\n").TrimEnd() + "\n");
        if (hop.Certificate is not null) folder.Write($"{name}.key-cert.pub", hop.Certificate.Trim() + "\n");
        return path;
    }

    /// <summary>The key may be the server's own or that of an authority; ssh tells which by what the server shows.</summary>
    public string KnownHosts(string name, string hostKey) => hostKey.Any(char.IsControl)
        ? throw new ProvisioningException("The host_key of the connection is not one public key on one line, such as: ssh-ed25519 AAAA...")
        : folder.Write($"{name}.known", $"* {hostKey}\n@cert-authority * {hostKey}\n");

    public string Password(string name, string password) => folder.Write($"{name}.password", password);
}
