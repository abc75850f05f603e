using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning.Model;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning;

/// <summary>What becomes of changes that cannot be planned yet: they wait for a later plan, and so does what depends on them.</summary>
internal static class Deferral
{
    /// <summary>Why all of a block has to wait in a module instance, whatever its provider says; null where it need not.</summary>
    public static DeferredReason? OfBlock(ResourceVertex vertex, ModuleInstance module, Repetition repetition, PlanLedger ledger, BlockOrdering ordering)
    {
        if (repetition.Kind == RepetitionKind.Unknown || module.Address.IsPartial) return DeferredReason.InstanceCountUnknown;
        if (!ledger.HasDeferred) return null;
        var waits = ordering.DependenciesOf(vertex).Any(ledger.IsDeferred) || BlockOrdering.NearestResources(vertex).Any(r => ledger.IsDeferred(r.Address));
        return waits ? DeferredReason.DeferredPrerequisite : null;
    }

    /// <summary>True where the provider may put the change off; else that is reported.</summary>
    public static bool Accepts(bool allowed, string provider, string address, DiagnosticBag diagnostics)
    {
        if (allowed) return true;
        diagnostics.Add(new Diagnostic(PlanRules.UnexpectedDeferral, null,
            $"Provider \"{provider}\" put off what it was asked to do with {address}, and it was not told that it may.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.")
        {
            Address = address,
        });
        return false;
    }

    public static DeferredReason ToReason(this DeferralReason reason) => reason switch
    {
        DeferralReason.ResourceConfigUnknown => DeferredReason.ResourceConfigUnknown,
        DeferralReason.ProviderConfigUnknown => DeferredReason.ProviderConfigUnknown,
        DeferralReason.AbsentPrerequisite => DeferredReason.AbsentPrerequisite,
        _ => DeferredReason.Unknown,
    };

    /// <summary>Puts an import off whose object cannot be looked for yet. The value is what is known of the object, null where the configuration is at fault.</summary>
    public static Value? Import(ResourceContext context, DeferredReason reason, ImportingObject importing)
    {
        var site = context.Site;
        if (Steps.InstanceConfig.Evaluate(site, context.Scope(), context.Address) is not { } config) return null;
        var plain = config.UnmarkDeepWithPaths(out var marks);
        var planned = context.Marked(Objects.ProposedState.WithUnknowns(site.Schema.Block, plain), marks);
        site.Ledger.Defer(reason, new ResourceChange
        {
            Address = context.Address,
            PreviousAddress = context.Address,
            Provider = site.ProviderConfig,
            ProviderKey = site.ProviderKey,
            Action = ChangeAction.NoOp,
            Before = context.Null(),
            After = planned,
            Importing = importing,
            Dependencies = site.Dependencies,
        });
        return planned;
    }
}
