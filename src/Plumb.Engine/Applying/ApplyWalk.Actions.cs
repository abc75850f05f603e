using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Applying;

/// <summary>The actions that changes set off, and those that are asked for by name.</summary>
internal sealed partial class ApplyWalk
{
    protected override async ValueTask VisitTriggerAsync(TriggerVertex vertex, CancellationToken cancellation)
    {
        if (Context.Configuration.Root.Find(vertex.Address.Module)?.Config.Resources.GetValueOrDefault(vertex.Address.Resource) is not { } owner) return;
        var blocks = InstancesOf(vertex.Module).ToDictionary(m => m.Address, m => new TriggeringBlock(owner, m, InstancesFor(vertex, owner, m)));
        // The actions of one object come one after another, in the order in which they are written.
        await Task.WhenAll(_triggered[(vertex.Address, vertex.IsBefore)].GroupBy(a => a.Cause?.Object).Select(async group =>
        {
            foreach (var action in group)
                if (action.Cause is { } cause && !await TriggerAsync(vertex, blocks.GetValueOrDefault(cause.Object.Module), action, cause, cancellation).ConfigureAwait(false)) return;
        })).ConfigureAwait(false);
    }

    /// <summary>Told once for a block and not for each of its objects; null where nothing will be done before them.</summary>
    private Repetition? InstancesFor(TriggerVertex vertex, ResourceConfig owner, ModuleInstance module) =>
        !vertex.IsBefore ? module.Resource(owner.Name)?.Repetition
        : vertex.Failed || Halted is not null ? null
        : Repeat(owner.Count, owner.ForEach, owner.Enabled, Scope(module));

    /// <summary>False where what comes after it for the same object is not to be done any more.</summary>
    private async ValueTask<bool> TriggerAsync(TriggerVertex vertex, TriggeringBlock? block, ActionInvocation action, ActionCause cause, CancellationToken cancellation)
    {
        var changed = cause.IsBefore ? _changes.GetValueOrDefault(cause.Object)?.After : block?.Module.Resource(block.Config.Name)?.Find(cause.Object.Key);
        if (block is null || changed is null || (!cause.IsBefore && Poison.In(changed)) || (cause.IsBefore && vertex.Failed) || Halted is not null)
        {
            Skipped.Add(action.Address, ChangeAction.NoOp, Halted ?? (cause.IsBefore ? CauseOf(vertex) : $"{cause.Object} failed"));
            return false;
        }
        var trigger = block.Config.Lifecycle.ActionTriggers[cause.TriggerIndex];
        var repetition = block.Instances?.Find(cause.Object.Key) ?? RepetitionInstance.Single;
        if (TriggerCondition.Holds(trigger, Scope(block.Module, repetition, caller: changed), cause.Object, Diagnostics) != true) return true;
        if (!_actionSites.TryGetValue(action.Address.Resource, out var found) || await InvokeAsync(found, action, trigger.OnFailure, changed, cancellation).ConfigureAwait(false)) return true;
        if (trigger.OnFailure == ActionFailure.Continue) return true;
        if (cause.IsBefore) _failedActions[cause.Object] = true;
        else if (trigger.OnFailure == ActionFailure.Taint) await TaintAsync(cause.Object, cancellation).ConfigureAwait(false);
        return false;
    }

    /// <summary>The instances of an action that are asked for by name.</summary>
    private async ValueTask InvokeByNameAsync(ResourceAddress address, CancellationToken cancellation)
    {
        foreach (var action in _invoked[address])
        {
            if (Halted is { } reason) Skipped.Add(action.Address, ChangeAction.NoOp, reason);
            else await InvokeAsync(_actionSites[address], action, ActionFailure.Halt, null, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> InvokeAsync((ResourceSite Site, ProviderInstances Providers) found, ActionInvocation action, ActionFailure failure, Value? caller, CancellationToken cancellation)
    {
        var repetition = found.Site.Repetition.Find(action.Address.Key);
        if (repetition is null || !found.Providers.TryChoose(found.Site, repetition, out var site)) return false;
        await Context.Providers.Slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await new ActionApply(Context, site.Provider, site.Config, action)
                .RunAsync(failure, () => Planning.Steps.InstanceConfig.Evaluate(site, site.CallerScope(repetition, caller ?? Value.DynamicNull), action.Address), cancellation).ConfigureAwait(false);
        }
        finally
        {
            Context.Providers.Slots.Release();
        }
    }

    /// <summary>
    /// The actions that a destroy sets off, as they were planned. False where what comes after them is not to be done; where
    /// everything goes, nothing is held up. A slot of the provider pool is held meanwhile.
    /// </summary>
    private async ValueTask<bool> ActAroundDestroyAsync(ResourceChange change, bool isBefore, CancellationToken cancellation)
    {
        // What is left of an earlier replacement is no object of its own: that one's actions were done with it.
        if (change.DeposedKey is not null) return true;
        foreach (var action in _destroyActions[(change.Address, isBefore)])
        {
            if (Context.Configuration.Root.Find(action.Address.Module.Module)?.Config.Resources.GetValueOrDefault(action.Address.Resource.Resource) is not { } config) return false;
            var failure = _plan.Mode == PlanMode.Destroy ? ActionFailure.Continue : FailureOf(action);
            if (Context.Providers.Configured(action.Provider, action.ProviderKey) is not { } provider)
            {
                Diagnostics.Add(new Diagnostic(ApplyRules.ActionFailed, config.Span, $"{action.Address} cannot be done. Its provider {action.Provider.InstanceText(action.ProviderKey)} is not configured when {change.Address} is destroyed.") { Address = action.Address.ToString() });
                return false;
            }
            if (await new ActionApply(Context, provider, config, action).RunAsync(failure, () => action.Config, cancellation).ConfigureAwait(false) || failure == ActionFailure.Continue) continue;
            return false;
        }
        return true;
    }

    private ActionFailure FailureOf(ActionInvocation action) =>
        action.Cause is { } cause && Context.Configuration.Root.Find(cause.Object.Module.Module)?.Config.Resources.GetValueOrDefault(cause.Object.Resource.Resource) is { } owner
            ? owner.Lifecycle.ActionTriggers[cause.TriggerIndex].OnFailure : ActionFailure.Halt;

    /// <summary>The next apply replaces the object.</summary>
    private async ValueTask TaintAsync(ResourceInstanceAddress address, CancellationToken cancellation)
    {
        if (_state.Document.Resources.GetValueOrDefault(address.Resource) is not { } resource || _state.Find(address) is not { Current: { } current } instance) return;
        await _state.SetCurrentAsync(address, resource.Provider, instance.ProviderKey, resource.Each, current with { Status = ObjectStatus.Tainted }, cancellation).ConfigureAwait(false);
    }

    /// <summary>A block in one instance of its module, whose objects set actions off.</summary>
    private sealed record TriggeringBlock(ResourceConfig Config, ModuleInstance Module, Repetition? Instances);
}
