namespace Plumb.Operations.Connections;

/// <summary>Reaches hosts in one way, such as over ssh.</summary>
public interface IHostConnector
{
    /// <summary>The name that plays use: <c>ssh</c>, <c>local</c>, <c>chroot</c>, <c>podman</c>.</summary>
    string Name { get; }

    IHostConnection Connect(ConnectionSettings settings);
}

/// <summary>Everything by which a host is reached, from the variables, keywords, command line and configuration, in that order.</summary>
public sealed record ConnectionSettings(string Host)
{
    public string? Address { get; init; }

    public int? Port { get; init; }

    public string? User { get; init; }

    /// <summary>Where relative paths and processes begin on the controller's own machine: the folder of the playbook. Null for where the controller was started.</summary>
    public string? LocalFolder { get; init; }

    public string? Password { get; init; }

    public string? PrivateKeyFile { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Arguments for ssh itself: those of all hosts, then those of this one.</summary>
    public IReadOnlyList<string> SshArguments { get; init; } = [];

    public string SshExecutable { get; init; } = "ssh";

    public bool CheckHostKey { get; init; } = true;

    /// <summary>How often a failed connection is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>The folder on the host under which the executor is kept; a leading <c>~</c> is the user's home.</summary>
    public string CacheFolder { get; init; } = "~/.cache/plumb";

    /// <summary>Settings that one way of connecting alone knows, by the name of the variable, such as <c>ansible_podman_extra_args</c>.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();
}
