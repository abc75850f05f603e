using System.Runtime.InteropServices;

namespace Plumb.Hosts.Processes;

/// <summary>What to start: the program, its words beginning with its name, with exactly these variables.</summary>
internal sealed record SpawnRequest(string Program, IReadOnlyList<string> Words, IEnumerable<KeyValuePair<string, string>> Variables)
{
    /// <summary>Where it starts; null for the folder of this program.</summary>
    public string? Folder { get; init; }

    /// <summary>What it reads; null for nothing.</summary>
    public SafeHandle? Input { get; init; }

    /// <summary>Where it prints; null for nowhere.</summary>
    public SafeHandle? Output { get; init; }

    public SafeHandle? Error { get; init; }

    /// <summary>A terminal by its path, which becomes the one of the process' new session and its standard error.</summary>
    public string? ErrorTerminal { get; init; }

    /// <summary>A terminal by its path, which becomes the one of the process' new session and all of its streams.</summary>
    public string? Terminal { get; init; }

    public SpawnGroup Group { get; init; }
}

/// <summary>Whom a signal for the process reaches.</summary>
internal enum SpawnGroup
{
    /// <summary>The group of this program.</summary>
    Inherited,

    /// <summary>The process and what it starts.</summary>
    Own,

    /// <summary>The same, and without the terminal of this program.</summary>
    Session,
}
