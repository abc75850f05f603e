using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Actions;

/// <summary>What the controller itself does for a task: all of it, or what comes before and after the operation on the host.</summary>
internal interface IAction
{
    string Name { get; }

    /// <summary>Whether it runs once for all hosts of a play, because what it does is not a host's.</summary>
    bool RunsOnce => false;

    /// <summary>Whether it can go on by itself, which takes that all of it is one operation of the host.</summary>
    bool SupportsAsync => false;

    /// <summary>The result's values. Failures that end the task may be a <see cref="Strategies.Tasks.TaskFailure"/>.</summary>
    ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation);
}
