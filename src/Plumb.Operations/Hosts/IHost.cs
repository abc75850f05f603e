namespace Plumb.Operations.Hosts;

/// <summary>
/// A host as operations see it, the only way they touch one. Behind it is a real Linux machine, or one whose writes are kept
/// in memory over a real machine's files.
/// </summary>
public interface IHost
{
    IHostFiles Files { get; }

    IHostProcesses Processes { get; }

    IHostNetwork Network { get; }

    /// <summary>The user that operations run as: numeric user and group, home folder.</summary>
    HostUser User { get; }

    /// <summary>The environment that operations see and hand to the processes they start.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The absolute path at which relative paths and processes begin.</summary>
    string WorkingDirectory { get; }

    TimeProvider Clock { get; }

    /// <summary>Whether nothing reaches the host: writes stay in memory and processes that change something must not be started.</summary>
    bool IsPlanned { get; }
}

/// <summary>Who runs.</summary>
public sealed record HostUser(uint UserId, uint GroupId, string Home)
{
    /// <summary>The permissions that new files do not get.</summary>
    public uint Umask { get; init; } = 0x12; // 022 in octal

    /// <summary>The groups that the user is in besides the first.</summary>
    public IReadOnlyList<uint> Groups { get; init; } = [];
}
