using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;

namespace Plumb.Playbooks.Strategies.Results;

/// <summary>What a task did on one host, or with one item of its loop there: the values that it returned, and what the run makes of them.</summary>
public sealed record TaskResult(string Host, TaskNode Task, PyDict Values)
{
    /// <summary>The task's name, rendered.</summary>
    public string TaskName { get; init; } = Task.DisplayName;

    /// <summary>The task's name without that of its role, which comes back only where nobody named the task.</summary>
    public string OwnTaskName =>
        Task.Config.Keywords["name"]?.Value is not (null or "") && Task.TitleRole is { } role && TaskName.StartsWith($"{role} : ", StringComparison.Ordinal) ? TaskName[(role.Length + 3)..] : TaskName;

    /// <summary>The host that did it in this one's place, or null.</summary>
    public string? DelegatedTo { get; init; }

    public bool IgnoresErrors { get; init; }

    public bool IgnoresUnreachable { get; init; }

    /// <summary>Whether differences are shown.</summary>
    public bool ShowsDiff { get; init; }

    public bool HidesOutput { get; init; }

    public bool IsCheck { get; init; }

    /// <summary>Whether it is from the record of the run that this one resumes: the host was through with the task before.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Whether callbacks have heard of it, because somebody has looked at it before it was taken in.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether the task could not even be prepared: a loop ends there, and this is its result as a whole.</summary>
    public bool IsUnprepared { get; init; }

    public bool HasLoop => Task.Config.Loop is not null;

    /// <summary>The results of the loop's items, or null where there was none.</summary>
    public PyList? Items => Values.TryGet("results", out var results) ? results as PyList : null;

    public bool HasChanged => Flag("changed");

    public bool HasFailed => AnyItem(r => r.ContainsKey("failed_when_result")) || Values.ContainsKey("failed_when_result") ? Flag("failed_when_result") : Flag("failed");

    public bool IsUnreachable => Flag("unreachable");

    public bool IsSkipped => HasLoop && Items is { Count: > 0 } items
        ? items.Items.All(i => i is PyDict item && ResultValues.IsSet(item, "skipped"))
        : ResultValues.IsSet(Values, "skipped");

    /// <summary>The results of the items, or the one result where there was no loop.</summary>
    public IEnumerable<PyDict> Parts => HasLoop && Items is { } items ? items.Items.OfType<PyDict>() : [Values];

    private bool Flag(string name) => HasLoop && Items is { Count: > 0 } ? AnyItem(r => ResultValues.IsSet(r, name)) : ResultValues.IsSet(Values, name);

    private bool AnyItem(Func<PyDict, bool> holds) => HasLoop && Items is { } items && items.Items.Any(i => i is PyDict item && holds(item));
}
