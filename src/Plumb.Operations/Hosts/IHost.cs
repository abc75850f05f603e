namespace Plumb.Operations.Hosts;

/// <summary>
/// A host as operations see it, the only way they touch one. Behind it is a real Linux machine, or one whose writes are kept
/// in memory over a real machine's files.
/// </summary>
public interface IHost
{
    IHostFiles Files { get; }

    IHostProcesses Processes { get; }

    /// <summary>The user that operations run as: numeric user and group, home folder.</summary>
    HostUser User { get; }

    TimeProvider Clock { get; }

    /// <summary>Whether nothing reaches the host: writes stay in memory and processes that change something must not be started.</summary>
    bool IsPlanned { get; }
}

/// <summary>Who runs.</summary>
public sealed record HostUser(uint UserId, uint GroupId, string Home);
