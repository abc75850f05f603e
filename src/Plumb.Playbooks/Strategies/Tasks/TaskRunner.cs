using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Templating;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>
/// Runs one task on one host: its loop, each item once, and what comes of all of them. Whatever goes wrong is a failed result of
/// this task; only the end of the run leaves as an exception.
/// </summary>
internal sealed class TaskRunner(RunServices services, PlayBatch batch, Action<Action<PlayCallback>> tell)
{
    private readonly ItemRunner _items = new(services, batch, tell);

    /// <param name="task">The task.</param>
    /// <param name="host">The host.</param>
    /// <param name="overrides">Variables that are stronger than all others, or null.</param>
    /// <param name="cancellation">Ends the task.</param>
    public async Task<TaskResult> RunAsync(TaskNode task, string host, PyDict? overrides, CancellationToken cancellation)
    {
        var name = task.DisplayName;
        TaskScope? scope = null;
        try
        {
            scope = services.Scopes.ForTask(batch, task, host);
            if (overrides is not null) scope.SetAll(overrides);
            name = TaskNames.Of(scope);
            return await RunAsync(scope, name, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is TaskFailure or TemplatingException or LinkException or Vault.VaultException)
        {
            return new TaskResult(host, task, FailureValues.Of(fault)) { TaskName = name, IgnoresErrors = scope is not null && ItemRunner.IgnoresErrors(scope) };
        }
    }

    private async Task<TaskResult> RunAsync(TaskScope scope, string name, CancellationToken cancellation)
    {
        IReadOnlyList<object?>? items = null;
        TemplatingException? loopFault = null;
        try
        {
            items = LoopItems.Of(scope);
        }
        catch (TemplatingException fault)
        {
            // A condition may say that the task is not for this host at all, and then its loop does not matter.
            loopFault = fault;
        }
        if (items is null) return await _items.RunAsync(scope, name, loopFault, cancellation).ConfigureAwait(false);
        if (items.Count == 0)
        {
            var nothing = new PyDict { ["changed"] = false, ["skipped"] = true, ["skipped_reason"] = "No items in the list", ["results"] = new PyList() };
            return new TaskResult(scope.Host, scope.Task, nothing) { TaskName = name };
        }
        return await RunLoopAsync(scope, name, items, cancellation).ConfigureAwait(false);
    }

    private async Task<TaskResult> RunLoopAsync(TaskScope scope, string name, IReadOnlyList<object?> items, CancellationToken cancellation)
    {
        var control = LoopControl.Of(scope);
        if (scope.Raw.TryGet(control.ItemName, out _))
            services.Output.Warn($"The loop variable '{control.ItemName}' is already in use. You should set the `loop_var` value in the `loop_control` option for the task to something else to avoid variable collisions and unexpected behavior.");
        var summary = new LoopSummary();
        TaskResult? last = null;
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0 && control.Pause > TimeSpan.Zero) await Task.Delay(control.Pause, services.Clock, cancellation).ConfigureAwait(false);
            SetItem(scope, control, items, index);
            last = await _items.RunAsync(scope, name, null, cancellation).ConfigureAwait(false);
            if (last.IsUnprepared) return last;
            var result = last with { Values = WithItem(scope, control, last.Values, items[index], index) };
            TellItem(result);
            summary.Add(result);
            if (control.BreakWhen is { } condition && scope.Holds(condition)) break;
        }
        return summary.Result(last ?? throw new InvalidOperationException("a loop without items has no result"));
    }

    private static void SetItem(TaskScope scope, LoopControl control, IReadOnlyList<object?> items, int index)
    {
        var values = new PyDict { [control.ItemName] = items[index], ["ansible_loop_var"] = control.ItemName };
        if (control.IndexName is { } name)
        {
            values[name] = (long)index;
            values["ansible_index_var"] = name;
        }
        if (control.IsExtended) values["ansible_loop"] = control.Extended(items, index);
        scope.SetAll(values);
    }

    private static PyDict WithItem(TaskScope scope, LoopControl control, PyDict values, object? item, int index)
    {
        values[control.ItemName] = item;
        values["ansible_loop_var"] = control.ItemName;
        if (control.IndexName is { } name)
        {
            values[name] = (long)index;
            values["ansible_index_var"] = name;
        }
        if (control.IsExtended) values["ansible_loop"] = scope.Variable("ansible_loop");
        values["_ansible_item_result"] = true;
        try
        {
            values["_ansible_item_label"] = scope.Render(control.HasLabel ? control.Label : item);
        }
        catch (TemplatingException fault)
        {
            values["failed"] = true;
            values["msg"] = $"Failed to template loop_control.label: {fault.Message}";
        }
        return values;
    }

    private void TellItem(TaskResult item)
    {
        // The results of these are told where the inventory has changed by them.
        if (item.Task.Config.ActionName is "add_host" or "group_by" && !item.HasFailed && !item.IsSkipped) return;
        tell(callback =>
        {
            if (item.ShowsDiff && !item.HasFailed && !item.IsSkipped) callback.FilesDiffer(item);
            callback.ItemCompleted(item);
        });
    }
}
