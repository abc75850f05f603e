namespace Plumb.Playbooks.Callbacks;

/// <summary>What callbacks are told of a play that starts.</summary>
public sealed record PlayDescription(string Name, string Strategy)
{
    public bool IsCheck { get; init; }

    /// <summary>The file and the line that it begins in.</summary>
    public string Place { get; init; } = "";

    /// <summary>Whether each host goes at its own pace, so that a task's title says little about what follows.</summary>
    public bool IsUnordered => Strategy is "free" or "host_pinned";
}
