using Plumb.Core.Diagnostics;
using Plumb.Engine.Applying;
using Plumb.Engine.State;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Session;

/// <summary>Stands for a place that this program cannot keep states in: whatever is asked of it, it says why not.</summary>
internal sealed class UnavailableStateStore(Diagnostic fault) : IStateStore
{
    public ValueTask<StateDocument?> ReadAsync(DiagnosticBag diagnostics, CancellationToken cancellation) => Refuse<StateDocument?>(diagnostics, null);

    public ValueTask<bool> WriteAsync(StateDocument state, DiagnosticBag diagnostics, CancellationToken cancellation) => Refuse(diagnostics, false);

    public ValueTask<bool> PushAsync(StateDocument state, bool force, DiagnosticBag diagnostics, CancellationToken cancellation) => Refuse(diagnostics, false);

    public ValueTask<IStateLock?> LockAsync(StateLockRequest request, DiagnosticBag diagnostics, CancellationToken cancellation) => Refuse<IStateLock?>(diagnostics, null);

    public ValueTask<bool> ForceUnlockAsync(string id, DiagnosticBag diagnostics, CancellationToken cancellation) => Refuse(diagnostics, false);

    public ValueTask<IStateJournal> BeginJournalAsync(StateDocument baseline, CancellationToken cancellation) =>
        throw new InvalidOperationException("Nothing can be applied to a state that could not be read.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask<T> Refuse<T>(DiagnosticBag diagnostics, T answer)
    {
        if (!diagnostics.Contains(fault)) diagnostics.Add(fault);
        return ValueTask.FromResult(answer);
    }
}
