using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>Tells callback plugins in Python what happens. What goes wrong in one is a warning, and ends nothing.</summary>
public sealed class PluginCallback : PlayCallback
{
    private readonly UserPlugins _plugins;
    private readonly PlayOutput _output;
    private readonly bool _wantsImplicitSteps;
    private readonly CallbackTasks _tasks = new();
    private bool _isLost;

    private PluginCallback(UserPlugins plugins, PlayOutput output, bool wantsImplicitSteps) => (_plugins, _output, _wantsImplicitSteps) = (plugins, output, wantsImplicitSteps);

    /// <summary>Whether a callback of a name is one in Python.</summary>
    public static bool Knows(UserPlugins plugins, string name)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        return plugins.Folders.MayHaveFile(PluginKind.Callback, name, isNative: false);
    }

    /// <summary>The plugins that a run has; null where it has none.</summary>
    /// <param name="plugins">Where they run.</param>
    /// <param name="output">Where faults are told.</param>
    /// <param name="screen">The one that shows the run, or null where this program does.</param>
    /// <param name="enabled">Those that the configuration names.</param>
    public static PluginCallback? Start(UserPlugins plugins, PlayOutput output, string? screen, IReadOnlyList<string> enabled)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        ArgumentNullException.ThrowIfNull(output);
        var adjacent = plugins.Folders.Sources(PluginKind.Callback).Select(s => s.Path).ToList();
        if (screen is null && enabled.Count == 0 && adjacent.Count == 0) return null;
        try
        {
            var wantsImplicitSteps = plugins.Call("callbacks_start", [screen, new PyList(enabled), new PyList(adjacent)], new PythonCall(plugins)) is true;
            return new PluginCallback(plugins, output, wantsImplicitSteps);
        }
        catch (PythonFault fault)
        {
            output.Warn($"Callback plugins are not used: {fault.Message}");
            return null;
        }
    }

    public override void PlaybookStarted(string path) =>
        Tell("v2_playbook_on_start", new PyDict { ["path"] = path, ["folder"] = Path.GetDirectoryName(Path.GetFullPath(path)) });

    public override void PlayStarted(PlayDescription play)
    {
        ArgumentNullException.ThrowIfNull(play);
        Tell("v2_playbook_on_play_start", new PyDict { ["name"] = play.Name, ["hosts"] = new PyList([play.Name]), ["strategy"] = play.Strategy, ["check"] = play.IsCheck });
    }

    public override void NoHostsMatched() => Tell("v2_playbook_on_no_hosts_matched", new PyDict());

    public override void NoHostsRemaining() => Tell("v2_playbook_on_no_hosts_remaining", new PyDict());

    public override void TaskStarted(TaskNode task, string name)
    {
        ArgumentNullException.ThrowIfNull(task);
        Tell(task.Config.IsHandler ? "v2_playbook_on_handler_task_start" : "v2_playbook_on_task_start", OfTask(task, name));
    }

    public override void ImplicitStepStarted(TaskNode task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (_wantsImplicitSteps) TaskStarted(task, task.Role is { } role ? $"{role.Name} : {task.Config.Action}" : task.Config.Action);
    }

    public override void HostStarted(TaskNode task, string name, string host)
    {
        var details = OfTask(task, name);
        details["host"] = host;
        Tell("v2_runner_on_start", details);
    }

    public override void ItemCompleted(TaskResult item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Tell(item.HasFailed || item.IsUnreachable ? "v2_runner_item_on_failed" : item.IsSkipped ? "v2_runner_item_on_skipped" : "v2_runner_item_on_ok", OfResult(item));
    }

    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Tell(result.HasFailed ? "v2_runner_on_failed" : result.IsUnreachable ? "v2_runner_on_unreachable" : result.IsSkipped ? "v2_runner_on_skipped" : "v2_runner_on_ok", OfResult(result));
    }

    public override void FilesDiffer(TaskResult result) => Tell("v2_on_file_diff", OfResult(result));

    public override void Retrying(TaskResult attempt, long attemptsLeft) => Tell("v2_runner_retry", OfResult(attempt));

    public override void AsyncPolled(TaskResult poll) => Tell("v2_runner_on_async_poll", OfResult(poll));

    public override void AsyncCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Tell(result.HasFailed ? "v2_runner_on_async_failed" : "v2_runner_on_async_ok", OfResult(result));
    }

    public override void Included(IncludedTasks included)
    {
        ArgumentNullException.ThrowIfNull(included);
        var details = OfTask(included.Task, null);
        details["path"] = included.Name;
        details["hosts"] = new PyList(included.Hosts);
        Tell("v2_playbook_on_include", details);
    }

    public override void Notified(TaskNode handler, string host)
    {
        var details = OfTask(handler, null);
        details["host"] = host;
        Tell("v2_playbook_on_notify", details);
    }

    public override void RunCompleted(RunStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        Tell("v2_playbook_on_stats", new PyDict
        {
            ["hosts"] = new PyDict(statistics.Hosts.Select(h => KeyValuePair.Create<object?, object?>(h.Key, Counts(h.Value)))),
            ["custom"] = new PyDict(statistics.Custom.Select(c => KeyValuePair.Create<object?, object?>(c.Key, c.Value))),
        });
    }

    private void Tell(string what, PyDict details)
    {
        if (_isLost) return;
        try
        {
            _plugins.Call("callbacks_tell", [what, details], new PythonCall(_plugins));
        }
        catch (PythonFault fault)
        {
            // What plugins knew of the run is gone with their process.
            _isLost = fault.Kind == PythonFault.Gone;
            _output.Warn($"Callback plugins cannot be told of {what}: {fault.Message}");
        }
    }

    private PyDict OfTask(TaskNode task, string? name) => new() { ["task"] = _tasks.Describe(task, name), ["implicit"] = task.Config.IsImplicit && task.Config.ActionName == "meta" };

    private PyDict OfResult(TaskResult result)
    {
        var isHidden = result.HidesOutput || ResultValues.IsSet(result.Values, "_ansible_no_log");
        return new PyDict
        {
            ["task"] = _tasks.Describe(result.Task, result.TaskName),
            ["host"] = result.Host,
            ["result"] = isHidden ? ShownResult.Of(result) : result.Values,
            ["ignored"] = result.IgnoresErrors ? PyBoolean.True : null,
            ["fields"] = new PyDict { ["ignore_errors"] = result.IgnoresErrors, ["delegate_to"] = result.DelegatedTo, ["diff"] = result.ShowsDiff, ["check_mode"] = result.IsCheck, ["no_log"] = isHidden },
        };
    }

    private static PyDict Counts(HostCounts counts) => new()
    {
        ["ok"] = (long)counts.Ok,
        ["failures"] = (long)counts.Failed,
        ["dark"] = (long)counts.Unreachable,
        ["changed"] = (long)counts.Changed,
        ["skipped"] = (long)counts.Skipped,
        ["rescued"] = (long)counts.Rescued,
        ["ignored"] = (long)counts.Ignored,
    };
}
