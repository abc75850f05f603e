namespace Plumb.Connections.OpenSsh;

/// <summary>An HTTP proxy through which the first server is reached.</summary>
internal sealed record SshProxy(string Host, int Port, bool IsSecure, string? User, string? Password);
