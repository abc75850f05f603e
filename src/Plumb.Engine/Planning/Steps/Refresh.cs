using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 2: what became of the object since; a difference is drift.</summary>
internal static class Refresh
{
    public static async ValueTask<bool> RunAsync(ResourceContext context, CancellationToken cancellation)
    {
        if (context.Prior is not { } prior || prior.Value is not { } stored) return true;
        var site = context.Site;
        if (!site.Options.Refresh || context.Importing is not null)
        {
            KeepPrior(context);
            return true;
        }
        var response = await ReadAsync(context, stored, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(context.Diagnostics, response.Diagnostics, site.Config.Body, context.Address.ToString()) || (response.Deferred is null && !IsSound(context, response.State, "refreshing")))
        {
            site.Run.Observer.RefreshFailed(context.Address);
            return false;
        }
        if (response.Deferred is { } later)
        {
            if (!Deferral.Accepts(site.Options.DeferralAllowed, site.ProviderConfig.ToString(), context.Address.ToString(), context.Diagnostics)) return false;
            context.Deferral ??= later.ToReason();
            // Nothing was learned of the object.
            response = response with { State = stored, Private = prior.Private, Identity = null };
        }
        site.Run.Observer.RefreshCompleted(context.Address, response.State);

        if (!response.State.Equals(stored)) AddDrift(context, stored, response.State);
        if (response.State.IsNull)
        {
            context.Prior = null;
            context.PriorValue = context.Null();
        }
        else
        {
            var refreshed = prior with { Value = response.State, Private = response.Private, AttributesJson = response.State.Equals(stored) ? prior.AttributesJson : default };
            context.Prior = StoredIdentity.Keep(refreshed, response.Identity, site.Identity);
            context.PriorValue = response.State;
            context.PriorIdentity = response.Identity ?? context.PriorIdentity;
        }
        KeepPrior(context);
        return true;
    }

    private static async ValueTask<ReadResponse> ReadAsync(ResourceContext context, Value stored, CancellationToken cancellation)
    {
        var slots = context.Site.Run.Providers.Slots;
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        context.Site.Run.Observer.RefreshStarted(context.Address, stored);
        try
        {
            return await context.Site.Provider.ReadResourceAsync(
                new ReadRequest(context.Site.Type, stored) { Private = context.Prior?.Private ?? default, Identity = context.PriorIdentity, ProviderMeta = context.Site.ProviderMeta, DeferralAllowed = context.Site.Options.DeferralAllowed }, cancellation).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Whether what a provider answered of an object can be kept; reported where it cannot.</summary>
    public static bool IsSound(ResourceContext context, Value answer, string when)
    {
        if (AnswerFaults.Of(context.Site.Schema.Block, answer) is not { } fault) return true;
        context.Diagnostics.Add(new Diagnostic(PlanRules.InvalidObject, context.Site.Config.Span,
            $"Provider \"{context.Site.ProviderConfig}\" answered an object for {context.Address} while {when} that {fault}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker. What the state has of the object stays as it is.")
        {
            Address = context.Address.ToString(),
        });
        return false;
    }

    private static void KeepPrior(ResourceContext context) =>
        context.Site.Ledger.SetPrior(context.Address, context.Site.ProviderConfig, context.Site.ProviderKey, context.Site.Each, context.Prior);

    private static void AddDrift(ResourceContext context, Value before, Value after) => context.Site.Ledger.AddDrift(new ResourceChange
    {
        Address = context.Address,
        PreviousAddress = context.PreviousAddress ?? context.Address,
        Provider = context.Site.ProviderConfig,
        ProviderKey = context.Site.ProviderKey,
        Action = after.IsNull ? ChangeAction.Delete : ChangeAction.Update,
        Before = context.Marked(before, context.PriorMarks),
        After = after.IsNull ? after : context.Marked(after, context.PriorMarks),
    });
}
