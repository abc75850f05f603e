using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Walking;
using Plumb.Hcl.Syntax;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning;

/// <summary>Plans the actions that planned changes set off, or those that are asked for by name, once all changes are known.</summary>
internal sealed class ActionPlanning(RunContext run, PlanOptions options, PlanLedger ledger, PlanWalk walk)
{
    private readonly List<ActionInvocation> _actions = [];
    private readonly List<DeferredAction> _deferred = [];

    public IReadOnlyList<ActionInvocation> Actions => _actions;

    public IReadOnlyList<DeferredAction> Deferred => _deferred;

    public async ValueTask PlanAsync(CancellationToken cancellation)
    {
        if (options.Invoke.Count > 0)
        {
            await InvokedAsync(cancellation).ConfigureAwait(false);
            return;
        }
        if (options.Mode == PlanMode.RefreshOnly) return;
        var changes = ledger.Changes().Where(c => c.DeposedKey is null).Select(c => (Change: c, Waiting: (DeferredReason?)null))
            .Concat(ledger.Deferred().Select(d => (d.Change, (DeferredReason?)DeferredReason.DeferredPrerequisite)));
        foreach (var (change, waiting) in changes.OrderBy(c => c.Change.Address))
            if (EventsOf(change.Action) is { Length: > 0 } events && walk.ActionSites.TryGetValue(change.Address.Resource, out var found))
                await TriggeredAsync(found.Site, change, waiting, events, cancellation).ConfigureAwait(false);
    }

    /// <summary>The moments of a change, in their order.</summary>
    private static ActionEvent[] EventsOf(ChangeAction action) => action switch
    {
        ChangeAction.Create => [ActionEvent.BeforeCreate, ActionEvent.AfterCreate],
        ChangeAction.Update => [ActionEvent.BeforeUpdate, ActionEvent.AfterUpdate],
        ChangeAction.Delete => [ActionEvent.BeforeDestroy, ActionEvent.AfterDestroy],
        ChangeAction.DeleteThenCreate => [ActionEvent.BeforeDestroy, ActionEvent.AfterDestroy, ActionEvent.BeforeCreate, ActionEvent.AfterCreate],
        ChangeAction.CreateThenDelete => [ActionEvent.BeforeCreate, ActionEvent.AfterCreate, ActionEvent.BeforeDestroy, ActionEvent.AfterDestroy],
        _ => [],
    };

    private async ValueTask InvokedAsync(CancellationToken cancellation)
    {
        foreach (var target in options.Invoke)
        {
            var before = _actions.Count + _deferred.Count + run.Diagnostics.Count;
            foreach (var (address, (site, _)) in walk.ActionSites.Where(s => s.Key.Resource.Mode == ResourceMode.Action).OrderBy(s => s.Key))
                foreach (var repetition in site.Repetition.Instances)
                    if (target.Matches(address.Instance(repetition.Key))) await AddAsync(address.Instance(repetition.Key), null, null, null, cancellation).ConfigureAwait(false);
            if (_actions.Count + _deferred.Count + run.Diagnostics.Count == before)
                run.Diagnostics.Add(PlanRules.InvokedNothing, null, $"There is no action {target} in the configuration, or it has no instances.");
        }
    }

    private async ValueTask TriggeredAsync(ResourceSite site, ResourceChange change, DeferredReason? waiting, ActionEvent[] events, CancellationToken cancellation)
    {
        var (address, triggers) = (change.Address, site.Config.Lifecycle.ActionTriggers);
        // An object that goes may have no place in the configuration any more but its key.
        var repetition = site.Repetition.Find(address.Key) ?? RepetitionInstance.OfKey(address.Key);
        foreach (var moment in events)
        {
            var caller = moment.IsOfDestroy ? change.Before : change.After;
            for (var at = 0; at < triggers.Count; at++)
            {
                if (!triggers[at].Events.Contains(moment)) continue;
                var scope = site.CallerScope(repetition, caller);
                var holds = TriggerCondition.Holds(triggers[at], scope, address, run.Diagnostics);
                if (holds == false) continue;
                if (holds is null && moment.IsOfDestroy && waiting is null)
                {
                    run.Diagnostics.Add(new Diagnostic(PlanRules.InvalidTrigger, triggers[at].Condition?.Span, "The condition is known only after an apply. What a destroy sets off has to be known when it is planned.") { Address = address.ToString() });
                    continue;
                }
                for (var i = 0; i < triggers[at].Actions.Count; i++)
                    if (Resolve(triggers[at].Actions[i], site, scope, address) is { } action)
                        await AddAsync(action, new ActionCause(address, moment, at, i), caller, waiting, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The action that an element of the list names; null where that is at fault, which is reported.</summary>
    private ResourceInstanceAddress? Resolve(Expression expression, ResourceSite site, ModuleScope scope, ResourceInstanceAddress address)
    {
        if (KeyedReference.Flatten(expression, scope, run.Diagnostics) is not { } traversal || ReferenceParser.Parse(traversal, run.Diagnostics) is not ResourceReference reference) return null;
        var action = new ResourceAddress(site.Module.Address, reference.Resource);
        if (!walk.ActionSites.TryGetValue(action, out var found)) return null;
        if (found.Site.Repetition.Kind == RepetitionKind.Unknown) return action.Instance(InstanceKey.Any);
        if (found.Site.Repetition.Has(reference.Key)) return action.Instance(reference.Key);
        run.Diagnostics.Add(new Diagnostic(PlanRules.InvalidTrigger, expression.Span, reference.Key.IsNone
            ? $"{action} has several instances, so one must be chosen, as in {action}[each.key]."
            : $"{action} has no instance with the key {reference.Key}.")
        { Address = address.ToString() });
        return null;
    }

    private async ValueTask AddAsync(ResourceInstanceAddress address, ActionCause? cause, Value? caller, DeferredReason? waiting, CancellationToken cancellation)
    {
        var (shared, providers) = walk.ActionSites[address.Resource];
        if (shared.Repetition.Find(address.Key) is not { } repetition || !providers.TryChoose(shared, repetition, out var site)) return;
        if (Steps.InstanceConfig.Evaluate(site, site.CallerScope(repetition, caller ?? Value.DynamicNull), address) is not { } config) return;
        var plain = config.UnmarkDeep();
        if (SchemaMarks.Sensitive(site.Schema.Block, config) is { Count: > 0 } secrets) config = config.WithMarksAt(secrets);
        var action = new ActionInvocation { Address = address, Provider = site.ProviderConfig, ProviderKey = site.ProviderKey, Config = config, Cause = cause };
        var validated = await site.Provider.ValidateActionConfigAsync(site.Type, plain, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(run.Diagnostics, validated.Diagnostics, site.Config.Body, address.ToString())) return;
        var planned = await site.Provider.PlanActionAsync(new ActionRequest(site.Type, plain) { DeferralAllowed = options.DeferralAllowed }, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(run.Diagnostics, planned.Diagnostics, site.Config.Body, address.ToString())) return;
        if (planned.Deferred is not null && !Deferral.Accepts(options.DeferralAllowed, site.ProviderConfig.ToString(), address.ToString(), run.Diagnostics)) return;
        if ((site.Deferral ?? planned.Deferred?.ToReason() ?? waiting) is { } reason) _deferred.Add(new DeferredAction(reason, action));
        else if (cause is { Event.IsOfDestroy: true } && FaultForDestroy(config) is { } fault) run.Diagnostics.Add(new Diagnostic(PlanRules.InvalidAction, site.Config.Span, fault) { Address = address.ToString() });
        else if (cause is null && !plain.IsWhollyKnown) run.Diagnostics.Add(new Diagnostic(PlanRules.InvalidAction, site.Config.Span, $"The configuration of {address} refers to values that are known only after an apply, and nothing but the action is to be done.") { Address = address.ToString() });
        else _actions.Add(action);
    }

    /// <summary>What a destroy sets off is done as it was planned: when objects go, what they were made from may be gone too.</summary>
    private static string? FaultForDestroy(Value config) =>
        !config.UnmarkDeep().IsWhollyKnown ? "The configuration of the action refers to values that are known only after an apply. What a destroy sets off has to be known when it is planned; caller is the object as it was."
        : config.MarksDeep().IsEphemeral ? "The configuration of the action is made from ephemeral values, which a plan does not keep. What a destroy sets off has to be planned whole."
        : null;
}

/// <summary>The condition of an <c>action_trigger</c>.</summary>
internal static class TriggerCondition
{
    /// <summary>Null where it is not known yet; false too where it is at fault, which is reported.</summary>
    public static bool? Holds(ActionTriggerConfig trigger, ModuleScope scope, ResourceInstanceAddress address, DiagnosticBag diagnostics)
    {
        if (trigger.Condition is not { } condition) return true;
        var value = PoisoningEvaluation.Evaluate(condition, DataType.Bool, scope, diagnostics);
        if (Poison.In(value)) return false;
        if (!value.MarksDeep().IsEphemeral)
        {
            switch (value.Unmarked)
            {
                case BoolValue flag: return flag.IsTrue;
                case UnknownValue: return null;
            }
        }
        diagnostics.Add(new Diagnostic(PlanRules.InvalidTrigger, condition.Span, value.MarksDeep().IsEphemeral
            ? "The condition is made from an ephemeral value, which may be another one when the plan is applied."
            : "The condition is null; it must be true or false.")
        { Address = address.ToString() });
        return false;
    }
}
