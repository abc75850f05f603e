using Plumb.Core.Diagnostics;
using Plumb.Engine.Applying;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.State;

/// <summary>
/// Where the state of one workspace is kept. A run locks it, reads it, begins a journal, and writes it; what goes wrong
/// is told by diagnostics.
/// </summary>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>
    /// The state, with what the journal of a run that was killed adds to it; an empty one without lineage where none is
    /// stored. Null where it cannot be read.
    /// </summary>
    ValueTask<StateDocument?> ReadAsync(DiagnosticBag diagnostics, CancellationToken cancellation);

    /// <summary>
    /// Stores what a run made of the state it read: a changed one gets the next serial, a first one a lineage; both are
    /// set on the document. False where it could not be stored, which leaves the journal in place.
    /// </summary>
    ValueTask<bool> WriteAsync(StateDocument state, DiagnosticBag diagnostics, CancellationToken cancellation);

    /// <summary>Stores a state that came from elsewhere with its own serial and lineage, which have to follow the present ones unless forced.</summary>
    ValueTask<bool> PushAsync(StateDocument state, bool force, DiagnosticBag diagnostics, CancellationToken cancellation);

    /// <summary>Null where somebody else holds it for longer than the request waits.</summary>
    ValueTask<IStateLock?> LockAsync(StateLockRequest request, DiagnosticBag diagnostics, CancellationToken cancellation);

    /// <summary>Takes away a lock that its holder left behind.</summary>
    ValueTask<bool> ForceUnlockAsync(string id, DiagnosticBag diagnostics, CancellationToken cancellation);

    /// <summary>A journal of changes that start from this state; it ends when a state is written.</summary>
    ValueTask<IStateJournal> BeginJournalAsync(StateDocument baseline, CancellationToken cancellation);
}

/// <summary>Held until disposed.</summary>
public interface IStateLock : IAsyncDisposable
{
    StateLockInfo Info { get; }
}

/// <summary>The operation is the peer's word, such as <c>OperationTypeApply</c>, for the message to others.</summary>
public sealed record StateLockRequest(string Operation, string Info, TimeSpan Timeout);
