using Plumb.Operations.Model;

namespace Plumb.Operations.Hosts;

/// <summary>The processes of a host.</summary>
public interface IHostProcesses
{
    /// <summary>The path of a program, searched as the shell does, also in the folders of the system's administration; or null.</summary>
    string? Find(string program, IReadOnlyList<string>? extraFolders = null);

    /// <summary>
    /// Runs a program to its end. Where the token is cancelled, the program and all that it started are killed.
    /// A program that cannot be started is a <see cref="HostException"/>.
    /// </summary>
    ValueTask<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellation);

    /// <summary>Sends a signal to a process; false where there is none of that number.</summary>
    bool Signal(int processId, int signal);
}

/// <summary>A program with its arguments; nothing goes through a shell.</summary>
public sealed record ProcessRequest(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The name that the program is told it goes by, which is what it calls itself in messages; null for the one it is started by.</summary>
    public string? CalledAs { get; init; }

    public string? WorkingDirectory { get; init; }

    /// <summary>Added to the environment of the operation; null removes one.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Environment { get; init; } = [];

    public ReadOnlyMemory<byte> Input { get; init; }

    public uint? Umask { get; init; }

    /// <summary>At most so many bytes of each stream are kept; the rest is counted and passed over.</summary>
    public int OutputLimit { get; init; } = 64 * 1024 * 1024;

    public Action<OutputChunk>? Output { get; init; }

    /// <summary>Where the program is to be spoken with on a terminal: it gets one in the place of its three streams, and all it prints is its output.</summary>
    public TerminalDialogue? Dialogue { get; init; }

    /// <summary>Whether the process outlives the operation, in a session of its own.</summary>
    public bool Detached { get; init; }

    /// <summary>Whether it only looks, so that it may run on a planned host too.</summary>
    public bool ReadOnly { get; init; }
}

/// <summary>How a program ended: its exit code, or minus the number of the signal that ended it.</summary>
public sealed record ProcessOutcome(int ExitCode, byte[] Output, byte[] Error, long OutputDropped, int ProcessId);
