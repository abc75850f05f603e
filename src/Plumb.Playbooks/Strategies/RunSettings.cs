using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Tags;

namespace Plumb.Playbooks.Strategies;

/// <summary>How a run goes: what the command line and the configuration say.</summary>
public sealed record RunSettings
{
    /// <summary>On how many hosts tasks run at the same time.</summary>
    public int Forks { get; init; } = 5;

    public bool Check { get; init; }

    public bool Diff { get; init; }

    public int Verbosity { get; init; }

    public TagSelection Tags { get; init; } = TagSelection.Everything;

    public IReadOnlyList<string> WantedTags { get; init; } = ["all"];

    public IReadOnlyList<string> SkippedTags { get; init; } = [];

    /// <summary>The pattern that all plays are limited to, as given.</summary>
    public string? Limit { get; init; }

    public PyDict ExtraVariables { get; init; } = new();

    public string Strategy { get; init; } = "linear";

    /// <summary>When facts are gathered: implicit, explicit or smart.</summary>
    public string Gathering { get; init; } = "implicit";

    public IReadOnlyList<string> GatherSubset { get; init; } = [];

    /// <summary>The modules that gather facts; smart stands for the one that fits the host.</summary>
    public IReadOnlyList<string> FactsModules { get; init; } = ["smart"];

    /// <summary>The modules that gather the facts of devices of networks, by the system that runs on them.</summary>
    public IReadOnlyDictionary<string, string> NetworkFactsModules { get; init; } = new Dictionary<string, string>();

    public bool InjectsFacts { get; init; } = true;

    public bool MergesDictionaries { get; init; }

    public bool SharesRoleVariables { get; init; } = true;

    public bool ForcesHandlers { get; init; }

    public bool AnyErrorsFatal { get; init; }

    public bool RefusesUnknownHandlers { get; init; } = true;

    public bool HidesOutput { get; init; }

    /// <summary>Seconds after which any task is ended; 0 for never.</summary>
    public long TaskTimeout { get; init; }

    /// <summary>The folder on hosts that keeps what jobs come to.</summary>
    public string JobFolder { get; init; } = "~/.ansible_async";

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(15);

    public string? StartAtTask { get; init; }

    /// <summary>Whether each task is asked about before it runs.</summary>
    public bool Steps { get; init; }

    /// <summary>Whether a person looks at every failure before the run goes on.</summary>
    public bool DebugsTasks { get; init; }

    /// <summary>Whether failures that tasks ignore are none to look at.</summary>
    public bool DebuggerIgnoresErrors { get; init; } = true;

    public ConnectionDefaults Connection { get; init; } = new();

    public BecomeDefaults Become { get; init; } = new();

    /// <summary>Where the list of failed hosts is written, or null for nowhere.</summary>
    public string? RetryFolder { get; init; }

    /// <summary>The path of the configuration file in use.</summary>
    public string? ConfigurationFile { get; init; }

    public IReadOnlyList<string> InventorySources { get; init; } = [];

    public IReadOnlyDictionary<string, string> ModuleArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>The version that templates read as <c>ansible_version</c>.</summary>
    public string PeerVersion { get; init; } = "2.17.0";
}

/// <summary>How hosts are reached where neither variables nor keywords say.</summary>
public sealed record ConnectionDefaults
{
    public string Name { get; init; } = "smart";

    public string? User { get; init; }

    public int? Port { get; init; }

    public string? Password { get; init; }

    public string? PrivateKeyFile { get; init; }

    public int Timeout { get; init; } = 10;

    public string? SshArguments { get; init; }

    public string? SshCommonArguments { get; init; }

    public string? SshExtraArguments { get; init; }

    public bool CheckHostKey { get; init; } = true;

    public int Retries { get; init; }
}

/// <summary>Whom tasks become where neither variables nor keywords say.</summary>
public sealed record BecomeDefaults
{
    public bool Become { get; init; }

    public string Method { get; init; } = "sudo";

    public string User { get; init; } = "root";

    public string? Password { get; init; }

    public string? Executable { get; init; }

    public string? Flags { get; init; }

    public bool AllowsSameUser { get; init; }
}
