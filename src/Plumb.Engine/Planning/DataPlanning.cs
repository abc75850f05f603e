using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Planning.Steps;
using Plumb.Engine.State.Model;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning;

/// <summary>Plans a data source: reads it now, or, where its configuration is not known or something it waits for will change, when applying.</summary>
internal static class DataPlanning
{
    public static async ValueTask<Value> PlanAsync(ResourceVertex vertex, ResourceSite site, RepetitionInstance repetition, ObjectState? state, PlanInputs inputs, CancellationToken cancellation)
    {
        var address = site.Address.Instance(repetition.Key);
        var scope = site.Scope(repetition, null);
        if (!InstanceChecks.Hold(site.Config.Lifecycle.Preconditions, RuleEvaluator.ResourcePrecondition, scope, site, address)) return Poison.Value;
        if (InstanceConfig.Evaluate(site, scope, address) is not { } config) return Poison.Value;
        var plain = config.UnmarkDeepWithPaths(out var marks);
        var validated = await site.Provider.ValidateDataConfigAsync(site.Type, plain, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(site.Run.Diagnostics, validated.Diagnostics, site.Config.Body, address.ToString())) return Poison.Value;

        if (site.Deferral is { } waits) return Wait(site, address, plain, marks, waits);
        var pending = site.Options.Mode == PlanMode.Normal && PendingDependency(vertex, site, inputs);
        if (!plain.IsWhollyKnown || pending)
        {
            var reason = plain.IsWhollyKnown ? ChangeReason.ReadBecauseDependencyPending : ChangeReason.ReadBecauseConfigUnknown;
            return Defer(site, address, plain, marks, reason);
        }
        if (site.Config.CheckName is { } check) return await CheckedData.PlanAsync(site, check, address, plain, marks, cancellation).ConfigureAwait(false);
        if (await ReadAsync(site, address, plain, marks, site.Run.Diagnostics, cancellation).ConfigureAwait(false) is not { } value) return Poison.Value;
        if (site.Ledger.IsDeferred(address)) return value;
        Keep(site, address, value);
        return InstanceChecks.Hold(site.Config.Lifecycle.Postconditions, RuleEvaluator.ResourcePostcondition, site.Scope(repetition, value), site, address) ? value : Poison.Value;
    }

    /// <summary>Reads now; null where that fails, which is reported.</summary>
    public static async ValueTask<Value?> ReadAsync(ResourceSite site, ResourceInstanceAddress address, Value config, IReadOnlyList<PathMarks> marks, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var slots = site.Run.Providers.Slots;
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        site.Run.Observer.RefreshStarted(address, Value.Null(site.Schema.Block.ImpliedType));
        ReadDataResponse response;
        try
        {
            response = await site.Provider.ReadDataSourceAsync(new ReadDataRequest(site.Type, config) { ProviderMeta = site.ProviderMeta, DeferralAllowed = site.Options.DeferralAllowed }, cancellation).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
        if (ProviderReports.AddAt(diagnostics, response.Diagnostics, site.Config.Body, address.ToString()))
        {
            site.Run.Observer.RefreshFailed(address);
            return null;
        }
        if (response.Deferred is { } later)
        {
            var accepted = Deferral.Accepts(site.Options.DeferralAllowed, site.ProviderConfig.ToString(), address.ToString(), diagnostics);
            site.Run.Observer.RefreshFailed(address);
            return accepted ? Wait(site, address, config, marks, later.ToReason()) : null;
        }
        if ((response.State.IsNull ? "is null" : AnswerFaults.Of(site.Schema.Block, response.State)) is { } fault)
        {
            site.Run.Observer.RefreshFailed(address);
            diagnostics.Add(new Diagnostic(PlanRules.UnknownInData, null,
                $"Provider \"{site.ProviderConfig}\" answered an object for {address} that {fault}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.")
            { Address = address.ToString() });
            return null;
        }
        site.Run.Observer.RefreshCompleted(address, response.State);
        var declared = SchemaMarks.Sensitive(site.Schema.Block, response.State);
        var value = declared.Count > 0 ? response.State.WithMarksAt(declared) : response.State;
        return marks.Count > 0 ? value.WithMarksAt(marks) : value;
    }

    /// <summary>The object as a state keeps it.</summary>
    public static ObjectState ToState(ResourceSite site, Value value)
    {
        var plain = value.UnmarkDeepWithPaths(out var marks);
        return new ObjectState
        {
            Value = plain,
            SchemaType = site.Schema.Block.ImpliedType,
            SchemaVersion = site.Schema.Version,
            SensitivePaths = [.. marks.Where(m => m.Marks.IsSensitive).Select(m => m.Path)],
            Dependencies = [],
        };
    }

    public static void Keep(ResourceSite site, ResourceInstanceAddress address, Value value) =>
        site.Ledger.SetPrior(address, site.ProviderConfig, site.ProviderKey, site.Each, ToState(site, value));

    /// <summary>Leaves the reading to a later plan.</summary>
    private static Value Wait(ResourceSite site, ResourceInstanceAddress address, Value config, IReadOnlyList<PathMarks> marks, DeferredReason reason)
    {
        var planned = Unread(site, config, marks);
        site.Ledger.Defer(reason, new ResourceChange
        {
            Address = address,
            PreviousAddress = address,
            Provider = site.ProviderConfig,
            ProviderKey = site.ProviderKey,
            Action = ChangeAction.Read,
            Reason = site.Config.CheckName is not null ? ChangeReason.ReadBecauseCheckNested : config.IsWhollyKnown ? ChangeReason.None : ChangeReason.ReadBecauseConfigUnknown,
            Before = Value.Null(site.Schema.Block.ImpliedType),
            After = planned,
            ConfigUnknown = !config.IsWhollyKnown,
            Dependencies = site.Dependencies,
        });
        return planned;
    }

    private static Value Defer(ResourceSite site, ResourceInstanceAddress address, Value config, IReadOnlyList<PathMarks> marks, ChangeReason reason)
    {
        var planned = Unread(site, config, marks);
        if (site.Options.Mode != PlanMode.Normal) return planned;
        site.Ledger.Add(new ResourceChange
        {
            Address = address,
            PreviousAddress = address,
            Provider = site.ProviderConfig,
            ProviderKey = site.ProviderKey,
            Action = ChangeAction.Read,
            Reason = site.Config.CheckName is null ? reason : ChangeReason.ReadBecauseCheckNested,
            Before = Value.Null(site.Schema.Block.ImpliedType),
            After = planned,
            ConfigUnknown = !config.IsWhollyKnown,
            Dependencies = site.Dependencies,
        });
        return planned;
    }

    /// <summary>What is known of the object before it is read.</summary>
    public static Value Unread(ResourceSite site, Value config, IReadOnlyList<PathMarks> marks)
    {
        var planned = ProposedState.WithUnknowns(site.Schema.Block, config);
        var declared = SchemaMarks.Sensitive(site.Schema.Block, planned);
        if (declared.Count > 0) planned = planned.WithMarksAt(declared);
        return marks.Count > 0 ? planned.WithMarksAt(marks) : planned;
    }

    /// <summary>Whether a managed resource that the data source depends on explicitly will change.</summary>
    private static bool PendingDependency(ResourceVertex vertex, ResourceSite site, PlanInputs inputs) =>
        inputs.Ordering.ExplicitDependenciesOf(vertex).Any(block => site.Ledger.HasPendingChange(block));
}
