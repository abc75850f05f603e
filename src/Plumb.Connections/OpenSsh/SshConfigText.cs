using System.Globalization;
using System.Text;

namespace Plumb.Connections.OpenSsh;

/// <summary>
/// Writes the configuration of one connection for ssh (ssh_config(5)). Nothing of the user's own configuration takes part:
/// what a connection block says is all, as with the peer.
/// </summary>
internal sealed class SshConfigText(SshSettings settings, SshFolder folder, SshKeyFiles keys)
{
    public const string Target = "plumb-target";
    public const string Bastion = "plumb-bastion";

    private const int ConnectSeconds = 15;

    /// <param name="relay">The local port that leads through a proxy to the first server.</param>
    /// <param name="withAgent">Whether the agent's keys are offered in place of the given one.</param>
    public string Write(int? relay, bool withAgent)
    {
        var text = new StringBuilder();
        var first = settings.Bastion ?? settings.Target;
        if (settings.Bastion is { } bastion)
        {
            Host(text, Bastion, bastion, relay, withAgent);
            Host(text, Target, settings.Target, null, withAgent);
            Line(text, $"ProxyCommand {BastionCommand(bastion)}");
        }
        else
        {
            Host(text, Target, first, relay, withAgent);
        }
        if (settings.UsesAgent) Line(text, "ForwardAgent yes");
        if (!OperatingSystem.IsWindows()) Line(text, $"ControlPath \"{folder.ControlPath}\"");
        text.Append("Host *\n");
        foreach (var line in Common()) Line(text, line);
        return text.ToString();
    }

    private static IEnumerable<string> Common() =>
    [
        string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout {ConnectSeconds}"),
        "ConnectionAttempts 1",
        "ServerAliveInterval 15",
        "ServerAliveCountMax 8",
        "LogLevel ERROR",
        "CheckHostIP no",
        "UpdateHostKeys no",
        "NumberOfPasswordPrompts 1",
        "EscapeChar none",
        "GSSAPIAuthentication no",
        "HostbasedAuthentication no",
        "AddKeysToAgent no",
    ];

    private void Host(StringBuilder text, string name, SshHop hop, int? relay, bool withAgent)
    {
        text.Append(CultureInfo.InvariantCulture, $"Host {name}\n");
        Line(text, $"HostName \"{(relay is null ? Escaped(hop.Host) : "127.0.0.1")}\"");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"Port {relay ?? hop.Port}"));
        Line(text, $"HostKeyAlias \"{hop.Host}\"");
        Line(text, $"User \"{hop.User.Replace("\\", "\\\\", StringComparison.Ordinal)}\"");
        HostKey(text, name, hop);
        Authentication(text, name, hop, withAgent);
    }

    private void HostKey(StringBuilder text, string name, SshHop hop)
    {
        var nothing = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        Line(text, $"StrictHostKeyChecking {(hop.HostKey is null ? "no" : "yes")}");
        Line(text, $"UserKnownHostsFile \"{(hop.HostKey is null ? nothing : keys.KnownHosts(name, hop.HostKey))}\"");
        Line(text, $"GlobalKnownHostsFile {nothing}");
    }

    private void Authentication(StringBuilder text, string name, SshHop hop, bool withAgent)
    {
        var key = withAgent ? null : keys.PrivateKey(name, hop);
        var agent = settings.UsesAgent && key is null;
        if (key is not null)
        {
            Line(text, $"IdentityFile \"{key}\"");
            if (hop.Certificate is not null) Line(text, $"CertificateFile \"{key}-cert.pub\"");
            Line(text, "IdentitiesOnly yes");
        }
        else if (agent && keys.AgentKey is { } preferred)
        {
            Line(text, $"IdentityFile \"{preferred}\"");
        }
        else
        {
            Line(text, "IdentityFile none");
        }
        // The agent is forwarded even where its keys do not open this door.
        if (!settings.UsesAgent) Line(text, "IdentityAgent none");
        Line(text, $"PubkeyAuthentication {(key is not null || agent ? "yes" : "no")}");
        Line(text, $"PasswordAuthentication {(hop.Password is null ? "no" : "yes")}");
        Line(text, $"KbdInteractiveAuthentication {(hop.Password is null ? "no" : "yes")}");
        Line(text, $"PreferredAuthentications {(key is not null || hop.Password is null ? "publickey,password,keyboard-interactive" : "password,keyboard-interactive,publickey")}");
        Line(text, $"BatchMode {(hop.Password is null ? "yes" : "no")}");
    }

    /// <summary>The way to the target is a second ssh; each of the two asks for its own password.</summary>
    private string BastionCommand(SshHop bastion)
    {
        var ssh = $"ssh -F {ShellWords.Quote(Escaped(folder.ConfigPath))} -W [%h]:%p {Bastion}";
        return bastion.Password is null || OperatingSystem.IsWindows() ? ssh : $"env {AskPass.PasswordVariable}={ShellWords.Quote(Escaped(keys.Password(Bastion, bastion.Password)))} {ssh}";
    }

    /// <summary>A percent sign begins a token.</summary>
    private static string Escaped(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private static void Line(StringBuilder text, string line) => text.Append("    ").Append(line).Append('\n');
}
