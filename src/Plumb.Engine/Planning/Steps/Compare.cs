using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Objects;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 5: the provider's plan, held against what it may plan, and which of the changes force a replacement.</summary>
internal static class Compare
{
    public static async ValueTask<bool> RunAsync(ResourceContext context, CancellationToken cancellation)
    {
        var prior = context.IsTainted ? context.Null() : context.PriorValue;
        if (await AskAsync(context, prior, context.IsTainted ? default : context.Prior?.Private ?? default, cancellation).ConfigureAwait(false) is not { } response) return false;
        context.Planned = response.Planned;
        context.PlannedPrivate = response.Private;
        context.PlannedIdentity = response.Identity;
        context.ReplacePaths = Replacing(response, prior);
        return true;
    }

    /// <summary>A plan for a new object in place of the prior one.</summary>
    public static async ValueTask<bool> ReplanAsNewAsync(ResourceContext context, CancellationToken cancellation)
    {
        context.Config = context.Config is null ? null : InstanceConfig.Evaluate(context.Site, context.Scope(), context.Address);
        if (context.Config is null) return false;
        context.ProposedConfig = ComputedBlocks.Withhold(context.Site.Schema.Block, context.Config.UnmarkDeepWithPaths(out var marks));
        context.ConfigMarks = marks;
        context.Proposed = ProposedState.Merge(context.Site.Schema.Block, context.Null(), context.ProposedConfig);
        if (await AskAsync(context, context.Null(), default, cancellation).ConfigureAwait(false) is not { } response) return false;
        context.Planned = response.Planned;
        context.PlannedPrivate = response.Private;
        context.PlannedIdentity = response.Identity;
        return true;
    }

    private static async ValueTask<PlanResponse?> AskAsync(ResourceContext context, Value prior, ReadOnlyMemory<byte> priorPrivate, CancellationToken cancellation)
    {
        var site = context.Site;
        var (config, proposed) = (context.ProposedConfig ?? context.Null(), context.Proposed ?? context.Null());
        var slots = site.Run.Providers.Slots;
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        PlanResponse response;
        try
        {
            response = await site.Provider.PlanResourceChangeAsync(
                new PlanRequest(site.Type, prior, proposed, config) { PriorPrivate = priorPrivate, PriorIdentity = prior.IsNull ? null : context.PriorIdentity, ProviderMeta = site.ProviderMeta, DeferralAllowed = site.Options.DeferralAllowed }, cancellation).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
        if (ProviderReports.AddAt(context.Diagnostics, response.Diagnostics, site.Config.Body, context.Address.ToString())) return null;
        if (response.Deferred is { } later)
        {
            if (!Deferral.Accepts(site.Options.DeferralAllowed, site.ProviderConfig.ToString(), context.Address.ToString(), context.Diagnostics)) return null;
            context.Deferral ??= later.ToReason();
            if (response.Planned is not ObjectValue) response = response with { Planned = ProposedState.WithUnknowns(site.Schema.Block, proposed) };
        }
        return IsValid(context, prior, config, response) ? response : null;
    }

    private static bool IsValid(ResourceContext context, Value prior, Value config, PlanResponse response)
    {
        var schema = context.Site.Schema.Block;
        if (!Core.Types.TypeConformance.ConformsTo(response.Planned.Type, schema.ImpliedType))
        {
            Report(context, "an object of another type than its schema says");
            return false;
        }
        if (response.LegacyTypeSystem || ReferenceEquals(response.Planned, context.Proposed)) return true;
        var faults = PlanValidity.Check(schema, prior, config, response.Planned);
        foreach (var fault in faults) Report(context, $"an invalid value for {context.Address}{fault.Path}: {fault.Message}");
        return faults.Count == 0;
    }

    private static void Report(ResourceContext context, string what) => context.Diagnostics.Add(new Diagnostic(PlanRules.InvalidPlan, null,
        $"Provider \"{context.Site.ProviderConfig}\" planned {what}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.")
    {
        Address = context.Address.ToString(),
    });

    /// <summary>Of the paths that the provider names, those whose value does change.</summary>
    private static IReadOnlyList<ValuePath> Replacing(PlanResponse response, Value prior)
    {
        if (response.RequiresReplace.Count == 0 || prior.IsNull) return [];
        return [.. response.RequiresReplace.Where(path =>
        {
            var (before, after) = (ValueOperations.At(prior, path), ValueOperations.At(response.Planned, path));
            return before is null || after is null ? before is not null || after is not null : !before.Equals(after);
        })];
    }
}
