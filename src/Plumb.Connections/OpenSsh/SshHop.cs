namespace Plumb.Connections.OpenSsh;

/// <summary>One server to log in to. What is null is not used.</summary>
internal sealed record SshHop(string Host, int Port, string User)
{
    public string? Password { get; init; }

    /// <summary>The key itself, not a path.</summary>
    public string? PrivateKey { get; init; }

    public string? Certificate { get; init; }

    /// <summary>The server's public key or that of an authority that signs it; without it any server is taken.</summary>
    public string? HostKey { get; init; }

    public override string ToString() => $"{User}@{Host}:{Port}";
}
