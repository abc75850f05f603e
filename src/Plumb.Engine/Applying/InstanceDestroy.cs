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

/// <summary>What comes before a destroy.</summary>
/// <param name="Provisioners">Null where there are none.</param>
/// <param name="Actions">Does what the destroy sets off beforehand; false where the object is to stay. Null where there is nothing to do.</param>
internal sealed record BeforeDestroy(DestroyProvisioners? Provisioners, Func<CancellationToken, ValueTask<bool>>? Actions);

/// <summary>Destroys one object, current or deposed.</summary>
/// <param name="turn">Comes before the first provisioner or action runs, or the provider is asked.</param>
/// <param name="isHalted">Whether nothing may be begun any more, and why: told to <paramref name="skip"/>.</param>
internal sealed class InstanceDestroy(RunContext run, WorkingState state, GuardedJournal journal, Provisioning.Provisioning provisioning, ApplyTurn turn, Func<string?> isHalted, Action<string?> skip)
{
    /// <summary>False where it failed, which is reported, or was not begun; the state keeps the object.</summary>
    public async ValueTask<bool> RunAsync(ResourceChange change, string? deposedKey, Schema schema, IProvider provider, BeforeDestroy before, CancellationToken cancellation)
    {
        var instance = state.Find(change.Address);
        var stored = deposedKey is null ? instance?.Current : instance?.Deposed.GetValueOrDefault(deposedKey);
        if (stored?.Value is not { } prior) return true;
        var each = state.Document.Resources.GetValueOrDefault(change.Address.Resource)?.Each;
        var provisions = stored.Status == ObjectStatus.Ready && deposedKey is null ? before.Provisioners : null;
        if (provisions is not null || before.Actions is not null) await turn.ComeAsync(cancellation).ConfigureAwait(false);
        var intent = new StateIntent(change.Address, deposedKey, change.Provider, change.ProviderKey, ChangeAction.Delete, IsAhead: !turn.HasCome);
        if (intent.IsAhead && !schema.IsStateOnly) await journal.TryIntendAsync(intent, cancellation).ConfigureAwait(false);
        await turn.ComeAsync(cancellation).ConfigureAwait(false);
        if (isHalted() is { } reason)
        {
            skip(reason);
            return false;
        }
        var startedAt = run.Time.GetTimestamp();
        run.Observer.ApplyStarted(change.Address, deposedKey, ChangeAction.Delete, change.Before, Value.Null(schema.Block.ImpliedType));
        if ((provisions is not null && !await provisioning.RunAsync(provisions.Provisioners, ProvisionerWhen.Destroy, provisions.Connection, change.Address, provisions.Scope, cancellation).ConfigureAwait(false))
            || (before.Actions is not null && !await before.Actions(cancellation).ConfigureAwait(false))
            || (!schema.IsStateOnly && !await BeginAsync(intent, cancellation).ConfigureAwait(false)))
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

    private async ValueTask<bool> BeginAsync(StateIntent intent, CancellationToken cancellation) =>
        intent.IsAhead ? journal.TryBegin(intent) : await journal.TryIntendAsync(intent, cancellation).ConfigureAwait(false);

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
