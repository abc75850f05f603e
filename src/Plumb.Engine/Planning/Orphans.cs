using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Planning.Steps;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning;

/// <summary>
/// Plans what becomes of objects that the configuration no longer asks for, or, when everything is to go, of all:
/// refreshed, then destroyed, or forgotten where a <c>removed</c> block says so. Deposed objects are destroyed always.
/// </summary>
internal sealed class Orphans(RunContext run, PlanOptions options, PlanLedger ledger, PlanInputs inputs, PlanWalk walk)
{
    /// <summary>How many objects are looked at before what is known of them is kept.</summary>
    private const int AtOnce = 1024;

    private readonly DestroyTargets _targets = new(options, ledger.Prior);

    /// <param name="DeposedKey">Null for the current object.</param>
    /// <param name="Config">The block it was made from, where there is one still.</param>
    private sealed record Orphan(ResourceState Resource, InstanceKey ProviderKey, ResourceInstanceAddress Address, ObjectState Stored, string? DeposedKey, ChangeReason Reason, ResourceConfig? Config)
    {
        public string Subject => DeposedKey is null ? Address.ToString() : $"the deposed object {DeposedKey} of {Address}";
    }

    public async ValueTask PlanAsync(CancellationToken cancellation)
    {
        var found = new List<ResourceChange>();
        foreach (var going in Going().ToArray().Chunk(AtOnce))
        {
            // Asked for at once, as far as there are slots; what comes of it is kept in the order of the state.
            var asked = Array.ConvertAll(going, o => AskAsync(o, cancellation));
            foreach (var one in asked)
                if (await one.ConfigureAwait(false) is { } change) found.Add(change);
        }
        if (ledger.HasDeferred) DeferUsed(found);
        foreach (var change in found) ledger.Add(change);
    }

    /// <summary>What an object was made from outlives it, so it waits with the object whose change waits.</summary>
    private void DeferUsed(List<ResourceChange> going)
    {
        var used = new HashSet<ResourceConfigAddress>();
        var open = new Queue<ResourceInstanceAddress>(ledger.Deferred().Select(d => d.Change.Address));
        while (open.TryDequeue(out var address))
        {
            var stored = ledger.Prior.Resources.GetValueOrDefault(address.Resource)?.Instances.GetValueOrDefault(address.Key)?.Current;
            used.UnionWith((stored?.Dependencies ?? []).Where(d => !d.Equals(address.Resource.Config)));
            foreach (var change in going.Where(c => used.Contains(c.Address.Resource.Config)).ToArray())
            {
                going.Remove(change);
                ledger.Defer(DeferredReason.DeferredPrerequisite, change);
                open.Enqueue(change.Address);
            }
        }
    }

    /// <summary>The objects that go, in the order of the state.</summary>
    private IEnumerable<Orphan> Going()
    {
        foreach (var resource in ledger.Prior.Resources.Values)
        {
            var config = run.Configuration.Root.Find(resource.Address.Module.Module)?.Config.Resources.GetValueOrDefault(resource.Address.Resource);
            foreach (var (key, instance) in resource.Instances)
            {
                var address = resource.Address.Instance(key);
                if (!_targets.Has(address)) continue;
                foreach (var (deposedKey, deposed) in instance.Deposed)
                    yield return new Orphan(resource, instance.ProviderKey, address, deposed, deposedKey, ChangeReason.None, config);
                if (instance.Current is { } current && ledger.Find(address) is null && Reason(resource, address, config) is { } reason)
                    yield return new Orphan(resource, instance.ProviderKey, address, current, null, reason, config);
            }
        }
    }

    /// <summary>Why an object goes; null if it stays.</summary>
    private ChangeReason? Reason(ResourceState resource, ResourceInstanceAddress address, ResourceConfig? config)
    {
        if (options.Mode == PlanMode.Destroy) return ChangeReason.None;
        if (config is null) return inputs.Moves.PreviousOf(address) is null ? ChangeReason.DeleteBecauseNoResourceConfig : ChangeReason.DeleteBecauseNoMoveTarget;
        if (!walk.HasModule(address.Module)) return ChangeReason.DeleteBecauseNoModule;
        if (!walk.Repetitions.TryGetValue(address.Resource, out var repetition)) return null;
        if (repetition.Has(address.Key)) return null;
        return (repetition.Kind, address.Key) switch
        {
            (RepetitionKind.Enabled, { IsNone: true }) => ChangeReason.DeleteBecauseEnabledFalse,
            (RepetitionKind.Count, { IsNumber: true }) => ChangeReason.DeleteBecauseCountIndex,
            (RepetitionKind.ForEach, { IsString: true }) => ChangeReason.DeleteBecauseEachKey,
            _ => ChangeReason.DeleteBecauseWrongRepetition,
        };
    }

    /// <summary>What is planned for an object; nothing where it is gone already, or something failed, which is reported.</summary>
    private async ValueTask<ResourceChange?> AskAsync(Orphan orphan, CancellationToken cancellation)
    {
        var (resource, address) = (orphan.Resource, orphan.Address);
        if (address.Resource.Resource.Mode == ResourceMode.Data)
        {
            // When all is destroyed, what was read goes with the apply.
            if (options.Mode != PlanMode.Destroy) ledger.SetPrior(address, resource.Provider, orphan.ProviderKey, resource.Each, null);
            return null;
        }
        var schema = run.ResourceSchema(resource.Provider.Provider, ResourceMode.Managed, address.Resource.Resource.Type);
        if (run.Providers.Configured(resource.Provider, orphan.ProviderKey) is not { } provider || schema is null)
        {
            run.Diagnostics.Add(WithoutProvider(orphan));
            return null;
        }
        var removed = orphan.Config is null && orphan.Reason != ChangeReason.None ? RemovedBlocks.Find(run.Configuration, address) : null;
        var action = removed is { Destroy: false } ? ChangeAction.Forget : ChangeAction.Delete;
        await run.Providers.Slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var refresh = options.Refresh && action != ChangeAction.Forget && !_targets.IsDependent(address);
            if (await CurrentAsync(orphan, schema, provider, refresh, cancellation).ConfigureAwait(false) is not { } current) return null;
            return options.Mode == PlanMode.RefreshOnly ? null : await ChangeAsync(orphan, action, current, schema, provider, cancellation).ConfigureAwait(false);
        }
        finally
        {
            run.Providers.Slots.Release();
        }
    }

    private Diagnostic WithoutProvider(Orphan orphan)
    {
        var (resource, providerKey, address, subject) = (orphan.Resource, orphan.ProviderKey, orphan.Address, orphan.Subject);
        var block = run.Configuration.Root.Find(resource.Provider.Module)?.Config.Providers.Values.FirstOrDefault(p => p.Address == resource.Provider.Provider && p.Alias == resource.Provider.Alias);
        if (block is null || (providerKey.IsNone && block.ForEach is null))
        {
            return new Diagnostic(PlanRules.ProviderMissing, null,
                $"To work with {subject} its original provider configuration at {resource.Provider} is required, but it has been removed. This occurs when a provider configuration is removed while objects created by that provider still exist in the state.")
            {
                Address = address.ToString(),
                Help = "Re-add the provider configuration to destroy the object, after which you can remove the provider configuration again.",
            };
        }
        var missing = $"To work with {subject} its original provider instance at {resource.Provider.InstanceText(providerKey)} is required, but it has been removed.";
        return providerKey.IsNone
            ? new Diagnostic(PlanRules.ProviderInstanceMissing, null, $"{missing} The provider configuration has got a for_each while the object, which was made without, still exists.")
            {
                Address = address.ToString(),
                Help = "Take the for_each away again, destroy or forget the object, and only then add it.",
            }
            : new Diagnostic(PlanRules.ProviderInstanceMissing, null, $"{missing} The for_each of the provider configuration does not have its key any more while the object still exists.")
            {
                Address = address.ToString(),
                Help = "Give for_each of the provider configuration the key back until the object is destroyed. A resource and its provider had best not have the same for_each: the provider has to outlive the object by one apply.",
            };
    }

    /// <summary>The object upgraded and refreshed; null where it is gone or something failed.</summary>
    private async ValueTask<ObjectState?> CurrentAsync(Orphan orphan, Schema schema, IProvider provider, bool refresh, CancellationToken cancellation)
    {
        var (resource, providerKey, address, stored, deposedKey) = (orphan.Resource, orphan.ProviderKey, orphan.Address, orphan.Stored, orphan.DeposedKey);
        var type = address.Resource.Resource.Type;
        var refreshed = stored.Value is not null;
        if (await UpgradeState.UpgradeAsync(stored, type, schema, provider, address.ToString(), null, run.Diagnostics, cancellation).ConfigureAwait(false) is not { Value: { } value } upgraded) return null;
        if (!refresh || refreshed)
        {
            ledger.SetPrior(address, resource.Provider, providerKey, resource.Each, upgraded, deposedKey);
            return upgraded;
        }
        run.Observer.RefreshStarted(address, value);
        var response = await provider.ReadResourceAsync(new ReadRequest(type, value) { Private = upgraded.Private, Identity = await IdentityAsync(orphan, upgraded, provider, cancellation).ConfigureAwait(false), DeferralAllowed = options.DeferralAllowed }, cancellation).ConfigureAwait(false);
        if (ProviderReports.Add(run.Diagnostics, response.Diagnostics, null, address.ToString()))
        {
            run.Observer.RefreshFailed(address);
            return null;
        }
        if (response.Deferred is not null)
        {
            if (!Accepts(orphan)) return null;
            response = response with { State = value, Private = upgraded.Private };
        }
        if (AnswerFaults.Of(schema.Block, response.State) is { } fault)
        {
            run.Observer.RefreshFailed(address);
            run.Diagnostics.Add(new Diagnostic(PlanRules.InvalidObject, null,
                $"Provider \"{resource.Provider}\" answered an object for {orphan.Subject} while refreshing that {fault}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker. What the state has of the object stays as it is.")
            { Address = address.ToString() });
            return null;
        }
        run.Observer.RefreshCompleted(address, response.State);
        var current = response.State.IsNull ? null : upgraded with { Value = response.State, Private = response.Private };
        if (deposedKey is null && !response.State.Equals(value)) AddDrift(resource, providerKey, address, upgraded, value, response.State, schema);
        ledger.SetPrior(address, resource.Provider, providerKey, resource.Each, current, deposedKey);
        return current;
    }

    private void AddDrift(ResourceState resource, InstanceKey providerKey, ResourceInstanceAddress address, ObjectState stored, Value before, Value after, Schema schema) => ledger.AddDrift(new ResourceChange
    {
        Address = address,
        PreviousAddress = inputs.Moves.PreviousOf(address) ?? address,
        Provider = resource.Provider,
        ProviderKey = providerKey,
        Action = after.IsNull ? ChangeAction.Delete : ChangeAction.Update,
        Before = Mark(stored, before, schema),
        After = after.IsNull ? after : Mark(stored, after, schema),
    });

    private async ValueTask<ResourceChange?> ChangeAsync(Orphan orphan, ChangeAction action, ObjectState current, Schema schema, IProvider provider, CancellationToken cancellation)
    {
        var (resource, address) = (orphan.Resource, orphan.Address);
        if (orphan.DeposedKey is null) Destroying.Allowed(action, orphan.Config, address, () => walk.ScopeOf(address.Module), run.Diagnostics);
        var before = current.Value ?? Value.Null(schema.Block.ImpliedType);
        var after = Value.Null(schema.Block.ImpliedType);
        var planned = default(ReadOnlyMemory<byte>);
        Provider.Requests.DeferralReason? later = null;
        if (action == ChangeAction.Delete)
        {
            if (await PlanDestroyAsync(orphan, current, before, after, provider, cancellation).ConfigureAwait(false) is not { } response) return null;
            planned = response.Private;
            later = response.Deferred;
        }
        var change = new ResourceChange
        {
            Address = address,
            PreviousAddress = orphan.DeposedKey is null ? inputs.Moves.PreviousOf(address) ?? address : address,
            DeposedKey = orphan.DeposedKey,
            Provider = resource.Provider,
            ProviderKey = orphan.ProviderKey,
            Action = action,
            Reason = orphan.Reason,
            Before = Mark(current, before, schema),
            After = after,
            PlannedPrivate = planned,
            Dependencies = current.Dependencies,
            CreateBeforeDestroy = current.CreateBeforeDestroy,
        };
        if (later is not { } reason) return change;
        ledger.Defer(reason.ToReason(), change);
        return null;
    }

    private bool Accepts(Orphan orphan) => Deferral.Accepts(options.DeferralAllowed, orphan.Resource.Provider.ToString(), orphan.Subject, run.Diagnostics);

    /// <summary>A provider may have its say before an object is destroyed: warn, refuse, or note something down for the destroy. Null where it refuses.</summary>
    private async ValueTask<PlanResponse?> PlanDestroyAsync(Orphan orphan, ObjectState current, Value before, Value nothing, IProvider provider, CancellationToken cancellation)
    {
        var type = orphan.Address.Resource.Resource.Type;
        var response = await provider.PlanResourceChangeAsync(new PlanRequest(type, before, nothing, nothing)
        {
            PriorPrivate = current.Private,
            DeferralAllowed = options.DeferralAllowed,
            PriorIdentity = await IdentityAsync(orphan, current, provider, cancellation).ConfigureAwait(false),
            ProviderMeta = ProviderMeta.Of(run.Configuration.Root.Find(orphan.Address.Module.Module)?.Config, orphan.Resource.Provider.Provider, run),
        }, cancellation).ConfigureAwait(false);
        if (ProviderReports.Add(run.Diagnostics, response.Diagnostics, null, orphan.Address.ToString())) return null;
        if (response.Deferred is not null) return Accepts(orphan) ? response : null;
        if (response.Planned.IsNull) return response;
        run.Diagnostics.Add(new Diagnostic(PlanRules.InvalidPlan, null,
            $"Provider \"{orphan.Resource.Provider}\" was asked for a plan to destroy {orphan.Subject} and planned an object instead of none.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.")
        {
            Address = orphan.Address.ToString(),
        });
        return null;
    }

    private ValueTask<Value?> IdentityAsync(Orphan orphan, ObjectState stored, IProvider provider, CancellationToken cancellation)
    {
        var type = orphan.Address.Resource.Resource.Type;
        return StoredIdentity.ReadAsync(stored, run.Schemas.GetValueOrDefault(orphan.Resource.Provider.Provider)?.Identities.GetValueOrDefault(type), type, provider, cancellation);
    }

    private static Value Mark(ObjectState stored, Value value, Schema schema)
    {
        var declared = SchemaMarks.Sensitive(schema.Block, value);
        if (declared.Count > 0) value = value.WithMarksAt(declared);
        return stored.SensitivePaths.Count == 0 ? value : value.WithMarksAt([.. stored.SensitivePaths.Select(p => new PathMarks(p, MarkSet.Sensitive))]);
    }
}
