using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 7: enters the change into the plan, with what its place in the order of applying depends on.</summary>
internal static class Order
{
    public static bool Run(ResourceContext context, out Value result)
    {
        var site = context.Site;
        var after = context.Marked(context.Planned ?? context.Null(), context.ConfigMarks);
        result = after;
        var allowed = Destroying.Allowed(context.Action, site.Config, context.Address, () => site.Scope(RepetitionInstance.Single, null), context.Diagnostics);
        var before = context.Prior is null ? context.Null() : context.Marked(context.Prior.Value ?? context.Null(), context.PriorMarks);
        var change = new ResourceChange
        {
            Address = context.Address,
            PreviousAddress = context.PreviousAddress ?? context.Address,
            Provider = site.ProviderConfig,
            ProviderKey = site.ProviderKey,
            Action = context.Action,
            Reason = context.Reason,
            Before = before,
            After = after,
            ReplacePaths = context.Action is ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete ? context.ReplacePaths : [],
            PlannedPrivate = context.PlannedPrivate,
            AfterIdentity = context.PlannedIdentity,
            Importing = context.Importing,
            GeneratedConfig = context.GeneratedConfig,
            ConfigUnknown = context.ProposedConfig is { IsWhollyKnown: false },
            Dependencies = site.Dependencies,
            CreateBeforeDestroy = site.CreateBeforeDestroy,
        };
        if (IsDeferred(context, out var reason)) site.Ledger.Defer(reason, change);
        else site.Ledger.Add(change);
        if (context.Action == ChangeAction.NoOp) RefreshOrder(context);
        return allowed && InstanceChecks.Hold(site.Config.Lifecycle.Postconditions, RuleEvaluator.ResourcePostcondition, context.Scope(after), site, context.Address);
    }

    /// <summary>Where nothing would change, there is nothing to wait with but for what the provider itself does not know yet.</summary>
    private static bool IsDeferred(ResourceContext context, out DeferredReason reason)
    {
        reason = context.Deferral ?? DeferredReason.Unknown;
        return context.Deferral is not null && (context.Action != ChangeAction.NoOp || reason != DeferredReason.DeferredPrerequisite);
    }

    /// <summary>An object that stays as it is may all the same have got another place in the order to destroy in.</summary>
    private static void RefreshOrder(ResourceContext context)
    {
        var site = context.Site;
        if (context.Prior is not { } prior || (prior.CreateBeforeDestroy == site.CreateBeforeDestroy && prior.Dependencies.SequenceEqual(site.Dependencies))) return;
        context.Prior = prior with { Dependencies = site.Dependencies, CreateBeforeDestroy = site.CreateBeforeDestroy };
        site.Ledger.SetPrior(context.Address, site.ProviderConfig, site.ProviderKey, site.Each, context.Prior);
    }
}
