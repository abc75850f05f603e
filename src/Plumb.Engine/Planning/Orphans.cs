using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Planning.Steps;
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
    private readonly DestroyTargets _targets = new(options, ledger.Prior);

    public async ValueTask PlanAsync(CancellationToken cancellation)
    {
        foreach (var resource in ledger.Prior.Resources.Values.ToArray())
        {
            var config = run.Configuration.Root.Find(resource.Address.Module.Module)?.Config.Resources.GetValueOrDefault(resource.Address.Resource);
            foreach (var (key, instance) in resource.Instances.ToArray())
            {
                var address = resource.Address.Instance(key);
                foreach (var (deposedKey, deposed) in instance.Deposed)
                    if (_targets.Has(address)) await PlanOneAsync(resource, instance.ProviderKey, address, deposed, deposedKey, ChangeReason.None, config, cancellation).ConfigureAwait(false);
                if (instance.Current is not { } current || !_targets.Has(address) || ledger.Find(address) is not null) continue;
                if (Reason(resource, address, config) is { } reason) await PlanOneAsync(resource, instance.ProviderKey, address, current, null, reason, config, cancellation).ConfigureAwait(false);
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

    private async ValueTask PlanOneAsync(ResourceState resource, InstanceKey providerKey, ResourceInstanceAddress address, ObjectState stored, string? deposedKey, ChangeReason reason, ResourceConfig? config, CancellationToken cancellation)
    {
        if (address.Resource.Resource.Mode == ResourceMode.Data)
        {
            // When all is destroyed, what was read goes with the apply.
            if (options.Mode != PlanMode.Destroy) ledger.SetPrior(address, resource.Provider, providerKey, resource.Each, null);
            return;
        }
        var schema = run.ResourceSchema(resource.Provider.Provider, ResourceMode.Managed, address.Resource.Resource.Type);
        if (run.Providers.Configured(resource.Provider, providerKey) is not { } provider || schema is null)
        {
            run.Diagnostics.Add(WithoutProvider(resource, providerKey, address, deposedKey));
            return;
        }
        var forgotten = config is null && reason != ChangeReason.None && RemovedBlocks.Find(run.Configuration, address) is { Destroy: false };
        if (await CurrentAsync(resource, providerKey, address, stored, deposedKey, schema, provider, refresh: options.Refresh && !forgotten && !_targets.IsDependent(address), cancellation).ConfigureAwait(false) is not { } current) return;
        if (options.Mode == PlanMode.RefreshOnly) return;
        Add(resource, providerKey, address, current, deposedKey, reason, config, schema);
    }

    private Diagnostic WithoutProvider(ResourceState resource, InstanceKey providerKey, ResourceInstanceAddress address, string? deposedKey)
    {
        var subject = deposedKey is null ? address.ToString() : $"the deposed object {deposedKey} of {address}";
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
    private async ValueTask<ObjectState?> CurrentAsync(ResourceState resource, InstanceKey providerKey, ResourceInstanceAddress address, ObjectState stored, string? deposedKey, Schema schema, IProvider provider, bool refresh, CancellationToken cancellation)
    {
        var type = address.Resource.Resource.Type;
        var refreshed = stored.Value is not null;
        if (await UpgradeState.UpgradeAsync(stored, type, schema, provider, address.ToString(), null, run.Diagnostics, cancellation).ConfigureAwait(false) is not { Value: { } value } upgraded) return null;
        if (!refresh || refreshed)
        {
            ledger.SetPrior(address, resource.Provider, providerKey, resource.Each, upgraded, deposedKey);
            return upgraded;
        }
        run.Observer.RefreshStarted(address, value);
        var response = await provider.ReadResourceAsync(new ReadRequest(type, value) { Private = upgraded.Private }, cancellation).ConfigureAwait(false);
        if (ProviderReports.Add(run.Diagnostics, response.Diagnostics, null, address.ToString()))
        {
            run.Observer.RefreshFailed(address);
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

    private void Add(ResourceState resource, InstanceKey providerKey, ResourceInstanceAddress address, ObjectState current, string? deposedKey, ChangeReason reason, ResourceConfig? config, Schema schema)
    {
        var removed = config is null && reason != ChangeReason.None ? RemovedBlocks.Find(run.Configuration, address) : null;
        var action = removed is { Destroy: false } ? ChangeAction.Forget : ChangeAction.Delete;
        if (deposedKey is null) Destroying.Allowed(action, config, address, () => walk.ScopeOf(address.Module), run.Diagnostics);
        ledger.Add(new ResourceChange
        {
            Address = address,
            PreviousAddress = deposedKey is null ? inputs.Moves.PreviousOf(address) ?? address : address,
            DeposedKey = deposedKey,
            Provider = resource.Provider,
            ProviderKey = providerKey,
            Action = action,
            Reason = reason,
            Before = Mark(current, current.Value ?? Value.Null(schema.Block.ImpliedType), schema),
            After = Value.Null(schema.Block.ImpliedType),
            Dependencies = current.Dependencies,
            CreateBeforeDestroy = current.CreateBeforeDestroy,
        });
    }

    private static Value Mark(ObjectState stored, Value value, Schema schema)
    {
        var declared = SchemaMarks.Sensitive(schema.Block, value);
        if (declared.Count > 0) value = value.WithMarksAt(declared);
        return stored.SensitivePaths.Count == 0 ? value : value.WithMarksAt([.. stored.SensitivePaths.Select(p => new PathMarks(p, MarkSet.Sensitive))]);
    }
}
