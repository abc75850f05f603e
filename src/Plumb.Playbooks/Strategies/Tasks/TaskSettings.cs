using Plumb.Operations.Model;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>The keywords of a task as they come out for one host and one item: rendered, with what lies around the task taken in.</summary>
public sealed record TaskSettings
{
    public bool IgnoresErrors { get; init; }

    public bool IgnoresUnreachable { get; init; }

    public bool Check { get; init; }

    public bool Diff { get; init; }

    public bool HidesOutput { get; init; }

    public string? DelegateTo { get; init; }

    public bool DelegatesFacts { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>Seconds that the task may run on its own; 0 for a task that is waited for.</summary>
    public long Async { get; init; }

    public TimeSpan Poll { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public BecomeRequest? Become { get; init; }
}
