using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Planning.Steps;
using Plumb.Engine.State.Model;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Applying;

/// <summary>Makes one planned change of a managed resource: creates or updates its object, and keeps what the provider answers.</summary>
/// <param name="turn">Comes before the provider is asked.</param>
/// <param name="isHalted">Whether nothing may be begun any more, and why: told to <paramref name="skip"/>.</param>
internal sealed class InstanceApply(WorkingState state, GuardedJournal journal, Provisioning.Provisioning provisioning, ResourceSite site, ResourceChange change, RepetitionInstance repetition, ApplyTurn turn, Func<string?> isHalted, Action<string?> skip)
{
    private static readonly IReadOnlyList<PathMarks> NoMarks = [];

    private ResourceInstanceAddress Address => change.Address;

    private DiagnosticBag Diagnostics => site.Run.Diagnostics;

    private string? Each => site.Each;

    /// <summary>The object as expressions see it, poisoned where the change failed.</summary>
    public async ValueTask<Value> RunAsync(CancellationToken cancellation)
    {
        var scope = site.Scope(repetition, null);
        if (!InstanceChecks.Hold(site.Config.Lifecycle.Preconditions, RuleEvaluator.ResourcePrecondition, scope, site, Address)) return Poison.Value;
        if (InstanceConfig.Evaluate(site, scope, Address) is not { } config)
        {
            skip(null);
            return Poison.Value;
        }
        var isNew = change.Action is ChangeAction.Create or ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete;
        var current = isNew ? null : state.Find(Address)?.Current;
        var prior = current?.Value ?? Value.Null(site.Schema.Block.ImpliedType);
        if (current is not null) config = IgnoredChanges.Apply(site.Schema.Block, site.Config.Lifecycle, prior, config);
        var plain = ComputedBlocks.Withhold(site.Schema.Block, config.UnmarkDeepWithPaths(out var marks));
        if (await FinalPlanAsync(prior, plain, current, cancellation).ConfigureAwait(false) is not { } planned) return Poison.Value;
        return await ChangeAsync(prior, plain, marks, planned, isNew, cancellation).ConfigureAwait(false);
    }

    /// <summary>The plan as made, or, where something was unknown then, made again now; it must agree with the first.</summary>
    private async ValueTask<PlanResponse?> FinalPlanAsync(Value prior, Value config, ObjectState? current, CancellationToken cancellation)
    {
        var planned = change.After.UnmarkDeep();
        if (!change.ConfigUnknown) return new PlanResponse(planned) { Private = change.PlannedPrivate, Identity = change.AfterIdentity };
        await turn.ComeAsync(cancellation).ConfigureAwait(false);
        var proposed = ProposedState.Merge(site.Schema.Block, prior, config);
        var identity = await StoredIdentity.ReadAsync(current, site.Identity, site.Type, site.Provider, cancellation).ConfigureAwait(false);
        var final = await site.Provider.PlanResourceChangeAsync(new PlanRequest(site.Type, prior, proposed, config) { PriorPrivate = current?.Private ?? default, PriorIdentity = identity, PlannedPrivate = change.PlannedPrivate, ProviderMeta = site.ProviderMeta }, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(Diagnostics, final.Diagnostics, site.Config.Body, Address.ToString())) return null;
        if (final.LegacyTypeSystem) return final;
        var faults = ObjectCompatibility.Check(site.Schema.Block, planned, final.Planned);
        foreach (var fault in faults)
        {
            Report(ApplyRules.InconsistentFinalPlan,
                $"When expanding the plan for {Address} to include new values learned so far during apply, provider \"{site.ProviderConfig.Provider}\" produced an invalid new value for {(fault.Path.IsRoot ? "the object" : fault.Path.ToString())}: {fault.Message}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.");
        }
        return faults.Count == 0 ? final : null;
    }

    private async ValueTask<Value> ChangeAsync(Value prior, Value config, IReadOnlyList<PathMarks> marks, PlanResponse planned, bool isNew, CancellationToken cancellation)
    {
        var action = isNew ? ChangeAction.Create : ChangeAction.Update;
        if (!isNew && planned.Planned.Equals(prior)) return await KeepSameAsync(prior, marks, cancellation).ConfigureAwait(false);
        // After a crash, whether the create was asked for is told by whether the old object had been put aside.
        var putsAside = change.Action == ChangeAction.CreateThenDelete && state.Find(Address)?.Current is not null;
        if (putsAside) await turn.ComeAsync(cancellation).ConfigureAwait(false);
        var intent = new StateIntent(Address, null, site.ProviderConfig, site.ProviderKey, action, IsAhead: !turn.HasCome);
        if (!site.Schema.IsStateOnly) await journal.TryIntendAsync(intent, cancellation).ConfigureAwait(false);
        await turn.ComeAsync(cancellation).ConfigureAwait(false);
        var startedAt = site.Run.Time.GetTimestamp();
        if (WhyNotBegin(intent) is { } reason)
        {
            skip(reason);
            return Poison.Value;
        }
        site.Run.Observer.ApplyStarted(Address, null, action, isNew ? Value.Null(site.Schema.Block.ImpliedType) : change.Before, change.After);
        var deposed = putsAside ? await state.DeposeAsync(Address, site.ProviderConfig, site.ProviderKey, Each, cancellation).ConfigureAwait(false) : null;
        if (deposed is not null && !site.Schema.IsStateOnly) await journal.FlushAsync(cancellation).ConfigureAwait(false);

        var response = await site.Provider.ApplyResourceChangeAsync(
            new ApplyRequest(site.Type, prior, planned.Planned, config) { PlannedPrivate = planned.Private, PlannedIdentity = planned.Identity, ProviderMeta = site.ProviderMeta }, cancellation).ConfigureAwait(false);
        var failed = ProviderReports.AddAt(Diagnostics, response.Diagnostics, site.Config.Body, Address.ToString());
        var (result, sound) = Examine(planned.Planned, response, prior, failed, isNew);
        failed |= !sound;
        if (result.IsNull)
        {
            if (response.IsUnanswered)
            {
                journal.LeaveUnanswered(intent);
                Report(ApplyRules.Unanswered, $"The provider broke while it was creating {Address}, so the object may exist although the state does not have it. The next plan will say so again.");
            }
            if (deposed is not null) await state.RestoreAsync(Address, deposed, site.ProviderConfig, site.ProviderKey, Each, CancellationToken.None).ConfigureAwait(false);
            else if (!response.IsUnanswered) await state.SetCurrentAsync(Address, site.ProviderConfig, site.ProviderKey, Each, null, CancellationToken.None).ConfigureAwait(false);
            site.Run.Observer.ApplyFailed(Address, null, action, Elapsed(startedAt));
            return Poison.Value;
        }
        var value = await KeepAsync(result, response.Private, response.Identity, marks, failed && isNew ? ObjectStatus.Tainted : ObjectStatus.Ready, CancellationToken.None).ConfigureAwait(false);
        if (!failed && isNew && !await ProvisionAsync(value, response.Private, marks, cancellation).ConfigureAwait(false)) failed = true;
        if (failed)
        {
            site.Run.Observer.ApplyFailed(Address, null, action, Elapsed(startedAt));
            return Poison.Value;
        }
        site.Run.Observer.ApplyCompleted(Address, null, action, value, Elapsed(startedAt));
        return InstanceChecks.Hold(site.Config.Lifecycle.Postconditions, RuleEvaluator.ResourcePostcondition, site.Scope(repetition, value), site, Address) ? value : Poison.Value;
    }

    /// <summary>Marks in the journal that the provider is about to be asked; tells what is against it, if anything is, before or after.</summary>
    private string? WhyNotBegin(StateIntent intent)
    {
        if (isHalted() is { } reason) return reason;
        var hasBegun = site.Schema.IsStateOnly || journal.TryBegin(intent);
        return hasBegun ? null : isHalted();
    }

    /// <summary>
    /// What was unknown when planning turned out to be what it was. Where only what is marked sensitive changed, no provider is
    /// asked, and the state is written anew.
    /// </summary>
    private async ValueTask<Value> KeepSameAsync(Value prior, IReadOnlyList<PathMarks> marks, CancellationToken cancellation)
    {
        var startedAt = site.Run.Time.GetTimestamp();
        var tells = !HasSameMarks(prior, marks);
        if (tells) site.Run.Observer.ApplyStarted(Address, null, ChangeAction.Update, change.Before, change.After);
        var same = await KeepAsync(prior, state.Find(Address)?.Current?.Private ?? default, null, marks, ObjectStatus.Ready, cancellation).ConfigureAwait(false);
        if (tells) site.Run.Observer.ApplyCompleted(Address, null, ChangeAction.Update, same, Elapsed(startedAt));
        return same;
    }

    private bool HasSameMarks(Value value, IReadOnlyList<PathMarks> marks)
    {
        var declared = SchemaMarks.Sensitive(site.Schema.Block, value).Select(m => m.Path).ToArray();
        var stored = state.Find(Address)?.Current?.SensitivePaths ?? [];
        return stored.Concat(declared).ToHashSet().SetEquals(marks.Where(m => m.Marks.IsSensitive).Select(m => m.Path).Concat(declared));
    }

    /// <summary>The object that exists now, as far as the answer tells, and whether the answer is as planned.</summary>
    private (Value Object, bool Sound) Examine(Value planned, ApplyResponse response, Value prior, bool failed, bool isNew)
    {
        var result = response.NewState;
        if (!Core.Types.TypeConformance.ConformsTo(result.Type, site.Schema.Block.ImpliedType))
        {
            Report(ApplyRules.LostObject, $"Provider \"{site.ProviderConfig.Provider}\" answered an object for {Address} that is not of the type its schema says.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.");
            return (isNew ? Value.Null(site.Schema.Block.ImpliedType) : prior, false);
        }
        if (result.IsNull)
        {
            if (failed) return (isNew ? result : prior, false);
            Report(ApplyRules.InconsistentResult, $"When applying changes to {Address}, provider \"{site.ProviderConfig.Provider}\" produced an unexpected new value: the root object was present, but now it is absent.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.");
            return (result, false);
        }
        if (!result.IsWhollyKnown)
        {
            Report(ApplyRules.InvalidResult, $"After the apply operation, provider \"{site.ProviderConfig.Provider}\" still indicated unknown values for {Address}, at {string.Join(", ", AnswerFaults.UnknownPlaces(result))}. All values must be known after apply, so this is always a bug in the provider and should be reported in the provider's own repository. The other values are kept.");
            return (KnownParts.Of(result), false);
        }
        if (failed || response.LegacyTypeSystem) return (result, true);
        var faults = ObjectCompatibility.Check(site.Schema.Block, planned, result);
        foreach (var fault in faults)
        {
            Report(ApplyRules.InconsistentResult,
                $"When applying changes to {Address}, provider \"{site.ProviderConfig.Provider}\" produced an unexpected new value: {fault.Path}: {fault.Message}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.", fault.Path);
        }
        return (result, faults.Count == 0);
    }

    private async ValueTask<bool> ProvisionAsync(Value value, ReadOnlyMemory<byte> privateData, IReadOnlyList<PathMarks> marks, CancellationToken cancellation)
    {
        if (site.Config.Provisioners.Count == 0) return true;
        var scope = site.Scope(repetition, value);
        if (await provisioning.RunAsync(site.Config.Provisioners, ProvisionerWhen.Create, site.Config.Connection, Address, scope, cancellation).ConfigureAwait(false)) return true;
        await KeepAsync(value.UnmarkDeep(), privateData, null, marks, ObjectStatus.Tainted, CancellationToken.None).ConfigureAwait(false);
        return false;
    }

    /// <summary>Writes the object to the state and gives it back with its marks.</summary>
    private async ValueTask<Value> KeepAsync(Value result, ReadOnlyMemory<byte> privateData, Value? identity, IReadOnlyList<PathMarks> marks, ObjectStatus status, CancellationToken cancellation)
    {
        var declared = SchemaMarks.Sensitive(site.Schema.Block, result);
        var kept = SchemaMarks.WithoutWriteOnly(site.Schema.Block, result);
        var value = declared.Count > 0 ? kept.WithMarksAt(declared) : kept;
        if (marks.Count > 0) value = value.WithMarksAt([.. marks.Select(m => m with { Marks = m.Marks.Without(Mark.Ephemeral) })]);
        IReadOnlyList<PathMarks> places = NoMarks;
        if (value.ContainsMarked) value.UnmarkDeepWithPaths(out places);
        // An answer that says nothing of the identity leaves it as it was; a new object has none yet.
        var before = state.Find(Address)?.Current;
        await state.SetCurrentAsync(Address, site.ProviderConfig, site.ProviderKey, Each, StoredIdentity.Keep(new ObjectState
        {
            Status = status,
            SchemaVersion = site.Schema.Version,
            Value = kept,
            SchemaType = site.Schema.Block.ImpliedType,
            SensitivePaths = [.. places.Where(p => p.Marks.IsSensitive).Select(p => p.Path)],
            Private = privateData,
            Dependencies = change.Dependencies,
            CreateBeforeDestroy = change.CreateBeforeDestroy,
            IdentitySchemaVersion = before?.IdentitySchemaVersion,
            IdentityJson = before?.IdentityJson ?? default,
        }, identity, site.Identity), cancellation).ConfigureAwait(false);
        return value;
    }

    private TimeSpan Elapsed(long startedAt) => site.Run.Time.GetElapsedTime(startedAt);

    private void Report(DiagnosticRule rule, string detail, ValuePath? path = null) =>
        Diagnostics.Add(new Diagnostic(rule, site.Config.Span, detail) { Address = Address.ToString(), AttributePath = path });
}
