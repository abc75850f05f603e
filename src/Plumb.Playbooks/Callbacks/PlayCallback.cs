using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>
/// Is told what happens in a run, one event after the other, never two at once. What a callback does not care for it leaves out.
/// </summary>
public abstract class PlayCallback
{
    /// <summary>A playbook starts; the path is that of its file.</summary>
    public virtual void PlaybookStarted(string path) { }

    public virtual void PlayStarted(PlayDescription play) { }

    public virtual void NoHostsMatched() { }

    public virtual void NoHostsRemaining() { }

    /// <summary>A task or handler is about to start; its name is rendered.</summary>
    public virtual void TaskStarted(TaskNode task, string name) { }

    /// <summary>A host comes to a step that nobody wrote, such as the end of a role or of a section with its handlers.</summary>
    public virtual void ImplicitStepStarted(TaskNode task) { }

    public virtual void HostStarted(TaskNode task, string name, string host) { }

    /// <summary>One item of a loop is done.</summary>
    public virtual void ItemCompleted(TaskResult item) { }

    /// <summary>A task is done on a host.</summary>
    public virtual void TaskCompleted(TaskResult result) { }

    /// <summary>A task has changed files on a host, and differences are to be shown. Comes before the task's completion.</summary>
    public virtual void FilesDiffer(TaskResult result) { }

    /// <summary>A task is tried again, so many tries being left.</summary>
    public virtual void Retrying(TaskResult attempt, long attemptsLeft) { }

    public virtual void AsyncPolled(TaskResult poll) { }

    public virtual void AsyncCompleted(TaskResult result) { }

    public virtual void Included(IncludedTasks included) { }

    public virtual void Notified(TaskNode handler, string host) { }

    /// <summary>Somebody is about to be asked something; what was held back is to be shown before.</summary>
    public virtual void AboutToAsk() { }

    public virtual void RunCompleted(RunStatistics statistics) { }
}
