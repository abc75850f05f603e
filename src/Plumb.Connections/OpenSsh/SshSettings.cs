using System.Globalization;
using Plumb.Core.Values;
using Plumb.Engine.Functions.Dates;

namespace Plumb.Connections.OpenSsh;

/// <summary>A connection block with the defaults that the language documents filled in.</summary>
internal sealed record SshSettings(SshHop Target)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    public SshHop? Bastion { get; init; }

    public SshProxy? Proxy { get; init; }

    public bool UsesAgent { get; init; }

    /// <summary>Which of the agent's keys to offer first: a file or a comment.</summary>
    public string? AgentIdentity { get; init; }

    public bool IsWindows { get; init; }

    /// <summary>Where scripts go; <c>%RAND%</c> stands for a number.</summary>
    public string ScriptPath { get; init; } = "";

    /// <summary>How long to try to connect.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Throws <see cref="ProvisioningException"/> where the block cannot be used.</summary>
    public static SshSettings Read(ObjectValue? connection, bool agentIsThere)
    {
        if (connection is null) throw new ProvisioningException("The provisioner needs a connection block that says which host to reach, in itself or in its resource.");
        CheckType(connection.TextOf("type"));
        var target = Hop(connection, "", null);
        var isWindows = IsWindowsPlatform(connection.TextOf("target_platform"));
        return new SshSettings(target)
        {
            Bastion = Given(connection, "bastion_host") is null ? null : Hop(connection, "bastion_", target),
            Proxy = ReadProxy(connection),
            UsesAgent = connection.FlagOf("agent") ?? agentIsThere,
            AgentIdentity = Given(connection, "agent_identity"),
            IsWindows = isWindows,
            ScriptPath = Given(connection, "script_path") ?? (isWindows ? "C:/windows/temp/terraform_%RAND%.cmd" : "/tmp/terraform_%RAND%.sh"),
            Timeout = Duration.TryParse(connection.TextOf("timeout") ?? "", out var timeout, out _) ? TimeSpan.FromTicks(timeout.Nanoseconds / 100) : DefaultTimeout,
        };
    }

    private static void CheckType(string? type)
    {
        if (type is null or "" or "ssh") return;
        throw new ProvisioningException(type == "winrm"
            ? "Connections of type \"winrm\" are not supported. Windows can be reached with type \"ssh\" and target_platform \"windows\", where its OpenSSH server runs."
            : $"There is no connection of type \"{type}\"; \"ssh\" is the one that can be used.");
    }

    private static bool IsWindowsPlatform(string? platform) => platform switch
    {
        null or "" or "unix" => false,
        "windows" => true,
        _ => throw new ProvisioningException($"The target_platform of a connection is \"unix\" or \"windows\", not \"{platform}\"."),
    };

    /// <summary>What a bastion is not given it takes from the target, but for the key that its server must have.</summary>
    private static SshHop Hop(ObjectValue connection, string prefix, SshHop? target)
    {
        var host = Plain($"{prefix}host", Given(connection, $"{prefix}host")) ?? throw new ProvisioningException("The host of the connection is empty.");
        return new SshHop(host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host, Port(connection, $"{prefix}port") ?? target?.Port ?? 22,
            Plain($"{prefix}user", Given(connection, $"{prefix}user")) ?? target?.User ?? "root")
        {
            Password = Given(connection, $"{prefix}password") ?? target?.Password,
            PrivateKey = Given(connection, $"{prefix}private_key") ?? target?.PrivateKey,
            Certificate = Given(connection, $"{prefix}certificate") ?? target?.Certificate,
            HostKey = Given(connection, $"{prefix}host_key")?.Trim(),
        };
    }

    private static SshProxy? ReadProxy(ObjectValue connection)
    {
        if (Given(connection, "proxy_host") is not { } host) return null;
        var scheme = Given(connection, "proxy_scheme") ?? "http";
        if (scheme is not ("http" or "https")) throw new ProvisioningException($"The proxy_scheme of a connection is \"http\" or \"https\", not \"{scheme}\".");
        return new SshProxy(host, Port(connection, "proxy_port") ?? (scheme == "https" ? 443 : 80), scheme == "https", Given(connection, "proxy_user_name"), Given(connection, "proxy_user_password"));
    }

    private static string? Given(ObjectValue connection, string name) => connection.TextOf(name) is { Length: > 0 } text ? text : null;

    private static int? Port(ObjectValue connection, string name)
    {
        if (!connection.IsSet(name)) return null;
        return connection.WholeNumberOf(name) switch
        {
            0 => null,
            > 0 and <= ushort.MaxValue and var port => (int)port,
            _ => throw new ProvisioningException(string.Create(CultureInfo.InvariantCulture, $"The {name} of the connection is not a port: it has to be a whole number from 1 to 65535.")),
        };
    }

    /// <summary>Names go into a configuration file of ssh, where quotes and line ends mean something else.</summary>
    private static string? Plain(string name, string? text) => text is null || !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '\'' or '`') && text[0] != '-'
        ? text
        : throw new ProvisioningException($"The {name} of the connection holds characters that no such name has, or begins with a dash.");
}
