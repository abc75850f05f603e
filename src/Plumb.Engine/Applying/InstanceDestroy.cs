using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;
using Plumb.Hcl.Syntax;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Applying;

/// <summary>What a destroy runs beforehand: the provisioners of the block, or of the <c>removed</c> block that speaks of it.</summary>
internal sealed record DestroyProvisioners(IReadOnlyList<ProvisionerConfig> Provisioners, Body? Connection, ModuleScope Scope);

/// <summary>Destroys one object, current or deposed. A slot of the provider pool is held meanwhile.</summary>
internal sealed class InstanceDestroy(RunContext run, WorkingState state, GuardedJournal journal, Provisioning.Provisioning provisioning)
{
    /// <summary>False where it failed; then it is reported, and the state keeps the object.</summary>
    public async ValueTask<bool> RunAsync(ResourceChange change, string? deposedKey, Schema schema, IProvider provider, DestroyProvisioners? before, CancellationToken cancellation)
    {
        var instance = state.Find(change.Address);
        var stored = deposedKey is null ? instance?.Current : instance?.Deposed.GetValueOrDefault(deposedKey);
        if (stored?.Value is not { } prior) return true;
        var each = state.Document.Resources.GetValueOrDefault(change.Address.Resource)?.Each;
        var startedAt = run.Time.GetTimestamp();
        run.Observer.ApplyStarted(change.Address, deposedKey, ChangeAction.Delete, change.Before, Value.Null(schema.Block.ImpliedType));

        if (before is not null && stored.Status == ObjectStatus.Ready && deposedKey is null
            && !await provisioning.RunAsync(before.Provisioners, ProvisionerWhen.Destroy, before.Connection, change.Address, before.Scope, cancellation).ConfigureAwait(false))
        {
            run.Observer.ApplyFailed(change.Address, deposedKey, ChangeAction.Delete, run.Time.GetElapsedTime(startedAt));
            return false;
        }
        if (!schema.IsStateOnly && !await journal.TryIntendAsync(new StateIntent(change.Address, deposedKey, change.Provider, change.ProviderKey, ChangeAction.Delete), cancellation).ConfigureAwait(false))
        {
            run.Observer.ApplyFailed(change.Address, deposedKey, ChangeAction.Delete, run.Time.GetElapsedTime(startedAt));
            return false;
        }
        var nothing = Value.Null(schema.Block.ImpliedType);
        var response = await provider.ApplyResourceChangeAsync(
            new ApplyRequest(change.Address.Resource.Resource.Type, prior, nothing, nothing) { PlannedPrivate = change.Action == ChangeAction.Delete ? change.PlannedPrivate : stored.Private, ProviderMeta = ProviderMeta.Of(run.Configuration.Root.Find(change.Address.Module.Module)?.Config, change.Provider.Provider, run) }, cancellation).ConfigureAwait(false);
        var failed = ProviderReports.Add(run.Diagnostics, response.Diagnostics, null, change.Address.ToString());
        var left = Left(change.Address, stored, response, ref failed);
        if (deposedKey is null) await state.SetCurrentAsync(change.Address, change.Provider, change.ProviderKey, each, left, CancellationToken.None).ConfigureAwait(false);
        else await state.SetDeposedAsync(change.Address, deposedKey, left, change.Provider, change.ProviderKey, each, CancellationToken.None).ConfigureAwait(false);
        if (failed) run.Observer.ApplyFailed(change.Address, deposedKey, ChangeAction.Delete, run.Time.GetElapsedTime(startedAt));
        else run.Observer.ApplyCompleted(change.Address, deposedKey, ChangeAction.Delete, Value.Null(schema.Block.ImpliedType), run.Time.GetElapsedTime(startedAt));
        return !failed;
    }

    /// <summary>What is left of the object; nothing after a success.</summary>
    private ObjectState? Left(ResourceInstanceAddress address, ObjectState stored, ApplyResponse response, ref bool failed)
    {
        if (response.NewState.IsNull) return failed ? stored : null;
        if (!failed)
        {
            failed = true;
            run.Diagnostics.Add(new Diagnostic(ApplyRules.NotGone, null,
                $"The provider was asked to destroy {address} and answered without an error that it still exists. This is a bug in the provider; the object is kept in the state.")
            {
                Address = address.ToString(),
            });
        }
        return response.NewState.IsWhollyKnown ? stored with { Value = response.NewState, AttributesJson = default, Private = response.Private.IsEmpty ? stored.Private : response.Private } : stored;
    }
}
