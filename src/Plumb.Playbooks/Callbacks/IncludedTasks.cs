using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Callbacks;

/// <summary>A file or role that a task took in while the play ran, and for which hosts.</summary>
public sealed record IncludedTasks(TaskNode Task, string Name, IReadOnlyList<string> Hosts)
{
    /// <summary>The label of the loop's item that it was included for, or null.</summary>
    public object? ItemLabel { get; init; }

    public bool HasItem { get; init; }

    /// <summary>Whether the item is not to be shown, nor whether there is one.</summary>
    public bool HidesItem { get; init; }
}
