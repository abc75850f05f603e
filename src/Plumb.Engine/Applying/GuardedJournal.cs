using Plumb.Core.Diagnostics;

namespace Plumb.Engine.Applying;

/// <summary>
/// The journal of a run whose medium may fail. The first failure is reported; from then on nothing may be begun, since
/// nobody would know of it later.
/// </summary>
internal sealed class GuardedJournal(IStateJournal journal, DiagnosticBag diagnostics) : IStateJournal
{
    private int _isBroken;

    public bool IsBroken => Volatile.Read(ref _isBroken) != 0;

    /// <summary>False where what is to be done could not be written down: then it must not be done.</summary>
    public ValueTask<bool> TryIntendAsync(StateIntent intent, CancellationToken cancellation) =>
        AttemptAsync(static (journal, i, c) => journal.IntendAsync(i, c), intent, cancellation);

    public async ValueTask IntendAsync(StateIntent intent, CancellationToken cancellation) => await TryIntendAsync(intent, cancellation).ConfigureAwait(false);

    /// <summary>False where it could not be written down: then it must not be done.</summary>
    public bool TryBegin(StateIntent intent)
    {
        if (IsBroken) return false;
        try
        {
            if (intent.IsAhead) journal.Begin(intent);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Break(e);
            return false;
        }
    }

    public void Begin(StateIntent intent) => TryBegin(intent);

    /// <summary>What happened is in the state in any case, which is written at the end.</summary>
    public async ValueTask RecordAsync(StateOutcome outcome, CancellationToken cancellation) =>
        await AttemptAsync(static (journal, o, c) => journal.RecordAsync(o, c), outcome, cancellation).ConfigureAwait(false);

    public async ValueTask FlushAsync(CancellationToken cancellation) =>
        await AttemptAsync(static (journal, _, c) => journal.FlushAsync(c), this, cancellation).ConfigureAwait(false);

    public void LeaveUnanswered(StateIntent intent) => journal.LeaveUnanswered(intent);

    private async ValueTask<bool> AttemptAsync<T>(Func<IStateJournal, T, CancellationToken, ValueTask> write, T what, CancellationToken cancellation)
    {
        if (IsBroken) return false;
        try
        {
            await write(journal, what, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Break(e);
            return false;
        }
    }

    private void Break(Exception failure)
    {
        if (Interlocked.Exchange(ref _isBroken, 1) != 0) return;
        diagnostics.Add(new Diagnostic(ApplyRules.JournalFailed, null, $"The journal of changes could not be written: {failure.Message} What was under way is finished, and nothing else is begun.")
        {
            Help = "See to it that there is room on the disk and that the folder of the state may be written to, and apply again.",
        });
    }
}
