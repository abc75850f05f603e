using System.Globalization;

namespace Plumb.Connections.OpenSsh;

/// <summary>Tells how a host is about to be reached, in the peer's form; of secrets it tells only whether they are there.</summary>
internal static class ConnectionNotice
{
    public static string Write(SshSettings settings)
    {
        var text = $"Connecting to remote host via SSH...\n{Hop(settings.Target, settings)}\n  Target Platform: {(settings.IsWindows ? "windows" : "unix")}\n";
        if (settings.Bastion is { } bastion) text += $"Using configured bastion host...\n{Hop(bastion, settings)}\n";
        if (settings.Proxy is { } proxy) text += string.Create(CultureInfo.InvariantCulture, $"Using configured proxy host...\n  ProxyHost: {proxy.Host}\n  ProxyPort: {proxy.Port}\n  ProxyUserName: {proxy.User}\n  ProxyUserPassword: {Flag(proxy.Password)}\n");
        return text;
    }

    private static string Hop(SshHop hop, SshSettings settings) =>
        $"  Host: {hop.Host}\n  User: {hop.User}\n  Password: {Flag(hop.Password)}\n  Private key: {Flag(hop.PrivateKey)}\n  Certificate: {Flag(hop.Certificate)}\n  SSH Agent: {(settings.UsesAgent ? "true" : "false")}\n  Checking Host Key: {Flag(hop.HostKey)}";

    private static string Flag(string? secret) => secret is null ? "false" : "true";
}
