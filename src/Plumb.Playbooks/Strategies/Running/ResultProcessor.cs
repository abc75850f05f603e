using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>
/// Takes in what a task did on a host: counts it, moves the host on or out, keeps facts and registered values, wakes handlers, and
/// tells the callbacks. One result at a time.
/// </summary>
internal sealed class ResultProcessor(RunServices services, PlayBatch batch)
{
    private readonly HandlerSearch _handlers = new(services, batch);

    public void Process(TaskResult result)
    {
        services.Record.Settle(result);
        var recorded = services.Record.Describe(result, services.Inventory, batch.Play) is { } described ? services.Record.LineOf(described) : (ReadOnlyMemory<byte>?)null;
        var counts = services.Statistics.Of(result.Host);
        var ran = false;
        // Before its notifications are taken in: a handler that notifies itself runs again at the next flush.
        if (result.Task.Config.IsHandler) batch.Forget(result.Task, result.Host);
        if (result.HasFailed)
        {
            ran = true;
            ProcessFailure(result, counts);
        }
        else if (result.IsUnreachable)
        {
            ProcessLoss(result, counts);
        }
        else if (result.IsSkipped)
        {
            counts.Skipped++;
            TellCompleted(result);
        }
        else
        {
            ran = true;
            ProcessSuccess(result, counts);
        }
        Register(result);
        if (ran && result.Task.Role is { } role) batch.Touch(role, result.Host);
        if (recorded is { } line) services.Record.Add(result.Host, line);
    }

    private void ProcessFailure(TaskResult result, HostCounts counts)
    {
        if (result.IgnoresErrors)
        {
            counts.Ok++;
            counts.Ignored++;
            if (result.HasChanged) counts.Changed++;
            TellCompleted(result);
            return;
        }
        var cursor = batch.CursorOf(result.Host);
        var isRescued = cursor.WouldRescue;
        foreach (var host in TargetsOf(result).Where(h => !services.Unreachable.Contains(h))) batch.CursorOf(host).Fail();
        if (!isRescued)
        {
            foreach (var host in TargetsOf(result)) services.Record.Stop(host);
        }
        if (cursor.IsDone && cursor.HasFailed) services.Failed.Add(result.Host);
        if (isRescued)
        {
            counts.Rescued++;
            var store = services.Stores.Of(result.Host);
            store.SetVariable("ansible_failed_task", FailedTaskValues.Of(result));
            store.SetVariable("ansible_failed_result", ResultValues.WithoutInternals(result.Values));
        }
        else
        {
            counts.Failed++;
        }
        foreach (var host in TargetsOf(result))
        {
            // A host that nothing mends counts no more, though what is always done is still before it.
            if (!isRescued || batch.CursorOf(host) is { HasFailed: true, IsDone: true }) batch.Removed.Add(host);
        }
        TellCompleted(result);
    }

    private void ProcessLoss(TaskResult result, HostCounts counts)
    {
        if (result.IgnoresUnreachable)
        {
            counts.Ok++;
            counts.Ignored++;
        }
        else
        {
            services.Record.Stop(result.Host);
            services.Unreachable.Add(result.Host);
            batch.Removed.Add(result.Host);
            counts.Unreachable++;
        }
        TellCompleted(result);
    }

    private void ProcessSuccess(TaskResult result, HostCounts counts)
    {
        foreach (var part in result.Parts) TakeIn(result, part);
        if (result.ShowsDiff && !result.HasLoop && result.Values.ContainsKey("diff")) services.Tell(c => c.FilesDiffer(result));
        if (result.Task.Config.Kind is not (TaskKind.IncludeTasks or TaskKind.IncludeRole))
        {
            counts.Ok++;
            if (result.HasChanged) counts.Changed++;
        }
        TellCompleted(result);
    }

    private void TellCompleted(TaskResult result)
    {
        if (!result.IsTold) services.Tell(c => c.TaskCompleted(result));
    }

    /// <summary>What the result of a task, or of one of its items, brings with it.</summary>
    private void TakeIn(TaskResult result, PyDict part)
    {
        if (part.TryGet("_ansible_notify", out var notified) && notified is PyList names && result.HasChanged && ResultValues.IsSet(part, "changed")) Notify(result, names);
        if (part.TryGet("add_host", out var added) && added is PyDict host) AddHost(result, part, host);
        else if (part.ContainsKey("add_group")) AddToGroup(result, part);
        if (part.TryGet("ansible_facts", out var facts) && facts is PyDict values && result.Task.Config.ActionName != "debug") KeepFacts(result, part, values);
        if (part.TryGet("ansible_stats", out var stats) && stats is PyDict numbers) KeepStatistics(result, numbers);
    }

    private void Notify(TaskResult result, PyList names)
    {
        foreach (var name in names.Items.OfType<string>())
        {
            var found = _handlers.Find(name);
            if (found.Count == 0)
            {
                var message = $"The requested handler '{name}' was not found in either the main handlers list nor in the listening handlers list";
                if (services.Settings.RefusesUnknownHandlers) throw new LinkException(PlayRules.NoHandler, result.Task.Config.Keywords.PlaceOf("notify"), message);
                services.Output.Warn(message);
            }
            foreach (var handler in found)
            {
                if (batch.Notify(handler, result.Host)) services.Tell(c => c.Notified(handler, result.Host));
            }
        }
    }

    private void AddHost(TaskResult result, PyDict part, PyDict host)
    {
        var name = ResultValues.Text(host, "host_name") ?? "";
        var groups = host.TryGet("groups", out var list) && list is PyList texts ? texts.Items.Select(PyText.Str).ToList() : [];
        var changed = services.Inventory.AddHost(name, groups, host.TryGet("host_vars", out var variables) && variables is PyDict values ? values : new PyDict());
        Inventoried(result, part, changed);
    }

    private void AddToGroup(TaskResult result, PyDict part)
    {
        var parents = part.TryGet("parent_groups", out var list) && list is PyList texts ? texts.Items.Select(PyText.Str).ToList() : [];
        var changed = false;
        // Grouping is done once for all hosts of the play only where each of them asks for it.
        changed |= services.Inventory.AddToGroup(result.Host, ResultValues.Text(part, "add_group") ?? "", parents);
        Inventoried(result, part, changed);
    }

    /// <summary>Whether the inventory changed is known only here, so conditions about it are decided here too.</summary>
    private void Inventoried(TaskResult result, PyDict part, bool changed)
    {
        if (!result.Task.Config.Keywords.Has("changed_when")) part["changed"] = changed;
        if (!result.HasLoop) return;
        var item = result with { Values = part };
        if (ResultValues.IsSet(part, "changed")) result.Values["changed"] = true;
        if (result.IsResumed) return;
        services.Tell(c => c.ItemCompleted(item));
    }

    private void KeepFacts(TaskResult result, PyDict part, PyDict facts)
    {
        var action = result.Task.Config.ActionName;
        var delegates = result.DelegatedTo is not null && KeepsForDelegate(result);
        var targets = delegates ? [result.DelegatedTo ?? result.Host] : TargetsOf(result);
        var cacheable = part.Remove("_ansible_facts_cacheable", out var isCacheable) && PyValues.Truth(isCacheable);
        foreach (var host in targets)
        {
            var store = services.Stores.Of(host);
            if (action == "include_vars")
            {
                foreach (var (name, value) in facts.Entries) store.Include(PyText.Str(name), value);
                continue;
            }
            if (action != "set_fact" || cacheable) services.Stores.AddFacts(host, facts);
            if (action != "set_fact") continue;
            foreach (var (name, value) in facts.Entries) store.SetVariable(PyText.Str(name), value);
        }
    }

    private static bool KeepsForDelegate(TaskResult result) => result.Task.Scope.Nearest("delegate_facts")?.Value is { } value && (KeywordValues.Boolean(value) ?? false);

    private void KeepStatistics(TaskResult result, PyDict statistics)
    {
        if (!statistics.TryGet("data", out var data) || data is not PyDict values) return;
        var perHost = ResultValues.IsSet(statistics, "per_host");
        var aggregates = ResultValues.IsSet(statistics, "aggregate");
        foreach (var host in perHost ? TargetsOf(result).Select(string? (h) => h) : [null])
        {
            foreach (var (name, value) in values.Entries)
            {
                if (aggregates) services.Statistics.AddCustom(host, PyText.Str(name), value);
                else services.Statistics.SetCustom(host, PyText.Str(name), value);
            }
        }
    }

    private void Register(TaskResult result)
    {
        if (result.Task.Config.Keywords["register"]?.Value is not { } written) return;
        var name = PyText.Str(written);
        if (!VariableNames.IsValid(name)) return;
        var values = ResultValues.WithoutInternals(result.Values);
        values.Remove("invocation");
        foreach (var host in TargetsOf(result)) services.Stores.Of(host).SetVariable(name, values);
    }

    /// <summary>The hosts that a result is for: all of the batch where the task ran once for them.</summary>
    private IReadOnlyList<string> TargetsOf(TaskResult result) =>
        RunsOnce(result.Task) ? [.. batch.Hosts.Where(h => !services.Unreachable.Contains(h))] : [result.Host];

    internal static bool RunsOnce(TaskNode task) => task.Scope.Nearest("run_once")?.Value is { } value && (KeywordValues.Boolean(value) ?? false);
}
