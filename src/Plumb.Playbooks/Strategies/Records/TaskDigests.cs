using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Strategies.Records;

/// <summary>
/// Digests of tasks as written: the action with its arguments, the keywords of the task and of the blocks and role around it. Where a
/// task stands does not count, so that a comment above it changes nothing.
/// </summary>
internal sealed class TaskDigests(RecordKey key)
{
    private const int Length = 16;

    /// <summary>Keywords that say how a task goes and not what it does.</summary>
    private static readonly HashSet<string> Passing = ["tags", "debugger", "any_errors_fatal", "ignore_errors", "ignore_unreachable", "no_log", "throttle", "diff", "timeout", "retries", "delay", "strategy", "serial", "max_fail_percentage", "gather_facts", "hosts", "name", "force_handlers", "vars_prompt", "vars_files", "roles", "tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always"];

    private readonly Dictionary<TaskNode, string> _known = [];

    public string Of(TaskNode task)
    {
        if (_known.TryGetValue(task, out var known)) return known;
        var config = task.Config;
        var written = new PyList([config.ActionName, config.Arguments, config.Loop?.Value, config.LoopLookup, config.IsHandler, task.Role?.Name, task.Variables]);
        for (var scope = task.Scope; scope is not null; scope = scope.Parent) written.Items.Add(Keywords(scope.Own));
        return _known[task] = key.Digest(written, Length);
    }

    private static PyList Keywords(KeywordSet keywords) => new(keywords.Entries.Where(e => !Passing.Contains(e.Key)).OrderBy(e => e.Key, StringComparer.Ordinal).Select(object? (e) => new PyList([e.Key, e.Value.Value])));
}
