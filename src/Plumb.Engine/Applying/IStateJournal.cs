using Plumb.Core.Addresses;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Applying;

/// <summary>
/// Where an apply writes what it is about to do, and what came of it. Everything is made safe on the medium in the order
/// in which it is told; what comes together may be made safe together.
/// </summary>
public interface IStateJournal
{
    /// <summary>Before a provider is asked to change an object. Returns when this, and everything told before, is safe.</summary>
    ValueTask IntendAsync(StateIntent intent, CancellationToken cancellation);

    /// <summary>
    /// Now the provider is asked for what was intended ahead. When this returns, the end of the process does not undo it; the end
    /// of the machine may.
    /// </summary>
    void Begin(StateIntent intent);

    /// <summary>
    /// After the provider answered: the objects of the instance as they are now. May return before that is safe, as
    /// nothing that follows from it is begun before: whatever is intended next waits for it too.
    /// </summary>
    ValueTask RecordAsync(StateOutcome outcome, CancellationToken cancellation);

    /// <summary>Returns when everything told before is safe.</summary>
    ValueTask FlushAsync(CancellationToken cancellation);

    /// <summary>Instead of an outcome: the provider broke over the change and nobody knows what came of it, which the next run is to be told.</summary>
    void LeaveUnanswered(StateIntent intent);
}

/// <summary>A change that is about to be made.</summary>
/// <param name="IsAhead">Its turn has not come: the provider is asked only once <see cref="IStateJournal.Begin"/> is told of it.</param>
public sealed record StateIntent(ResourceInstanceAddress Address, string? DeposedKey, ProviderConfigAddress Provider, InstanceKey ProviderKey, ChangeAction Action, bool IsAhead);

/// <summary>All objects of an instance after a change; null where none is left.</summary>
public sealed record StateOutcome(ResourceInstanceAddress Address, ProviderConfigAddress Provider, string? Each, InstanceState? Instance);

/// <summary>Keeps nothing: for runs whose state is of no interest.</summary>
public sealed class NoJournal : IStateJournal
{
    public ValueTask IntendAsync(StateIntent intent, CancellationToken cancellation) => ValueTask.CompletedTask;

    public void Begin(StateIntent intent)
    {
    }

    public ValueTask RecordAsync(StateOutcome outcome, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public void LeaveUnanswered(StateIntent intent)
    {
    }
}
