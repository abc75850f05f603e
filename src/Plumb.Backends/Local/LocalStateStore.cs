using System.Globalization;
using Plumb.Backends.Local.Journal;
using Plumb.Core.Diagnostics;
using Plumb.Engine;
using Plumb.Engine.Applying;
using Plumb.Engine.State;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Backends.Local;

/// <summary>
/// Keeps the state in a file as the peer's local backend does: the same paths, the same lock, the same numbering, the
/// same backup. Beside it lies the journal of a run under way.
/// </summary>
/// <param name="who">Who runs, as <c>user@host</c>, for the lock's information.</param>
/// <param name="newId">Gives a new UUID each time.</param>
public sealed class LocalStateStore(LocalStatePaths paths, string who, TimeProvider time, Func<string> newId) : IStateStore
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private StateSnapshot? _stored;
    private LocalStateLock? _lock;
    private StateJournal? _journal;
    private IReadOnlyList<OpenIntent> _unanswered = [];
    private bool _isWritten;
    private bool _isBackedUp;

    public async ValueTask<StateDocument?> ReadAsync(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (Load(diagnostics) is not { } state) return null;
        if (_journal is not null || !File.Exists(paths.Journal)) return state;
        try
        {
            return IsRunUnderWay() ? state : await RecoverAsync(state, diagnostics, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(StateRules.NotRead, null, $"The journal {paths.Journal} of an earlier run could not be read: {e.Message}");
            return null;
        }
    }

    /// <summary>The state with what the journal of a run that was killed adds to it.</summary>
    private async ValueTask<StateDocument?> RecoverAsync(StateDocument state, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var replay = JournalRecovery.Replay(paths.Journal, state, diagnostics);
        if (replay.Fate == JournalFate.Unusable) return null;
        // Only its holder may change anything.
        if (_lock is null) return replay.State;
        if (replay.Fate == JournalFate.Foreign) File.Move(paths.Journal, paths.Journal + ".orphaned", overwrite: true);
        _unanswered = replay.Unanswered;
        return await WriteAsync(replay.State, diagnostics, cancellation).ConfigureAwait(false) ? replay.State : null;
    }

    public async ValueTask<bool> WriteAsync(StateDocument state, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (_stored is null && Load(diagnostics) is null) return false;
        var stored = _stored ?? StateSnapshot.Absent;
        if (stored.SaysTheSameAs(state, ReadQuietly))
        {
            (state.Lineage, state.Serial) = (stored.Lineage, stored.Serial);
            await EndJournalAsync(diagnostics).ConfigureAwait(false);
            return true;
        }
        state.Lineage = stored.Lineage.Length > 0 ? stored.Lineage : state.Lineage.Length > 0 ? state.Lineage : newId();
        state.Serial = stored.Serial + 1;
        return await StoreAsync(state, diagnostics).ConfigureAwait(false);
    }

    public async ValueTask<bool> PushAsync(StateDocument state, bool force, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (Load(diagnostics) is null) return false;
        if (!force && _stored is { Exists: true } stored && RefusalOf(state, stored) is { } refusal)
        {
            diagnostics.Add(new Diagnostic(StateRules.PushRefused, null, refusal) { Help = "Use -force to overwrite it nevertheless." });
            return false;
        }
        if (state.Lineage.Length == 0) state.Lineage = _stored is { Lineage.Length: > 0 } present ? present.Lineage : newId();
        return await StoreAsync(state, diagnostics).ConfigureAwait(false);
    }

    public async ValueTask<IStateLock?> LockAsync(StateLockRequest request, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (_lock is not null) throw new InvalidOperationException("The state is locked by this store already.");
        var startedAt = time.GetTimestamp();
        try
        {
            while (true)
            {
                if (StateFileLock.TryTake(paths.Write) is { } file) return _lock = Hold(file, request);
                if (time.GetElapsedTime(startedAt) >= request.Timeout) break;
                await Task.Delay(RetryDelay, time, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(StateRules.Locked, null, $"The lock on {paths.Write} could not be taken: {e.Message}");
            return null;
        }
        diagnostics.Add(new Diagnostic(StateRules.Locked, null,
            $"Another process holds the lock on {paths.Write}.\n\n{ReadLockInfo()?.ToString() ?? "It left no information about itself."}")
        {
            Help = "Wait until it is done, or give -lock-timeout to wait here. With -lock=false, two runs can damage the state.",
        });
        return null;
    }

    public ValueTask<bool> ForceUnlockAsync(string id, DiagnosticBag diagnostics, CancellationToken cancellation) => ValueTask.FromResult(ForceUnlock(id, diagnostics));

    public async ValueTask<IStateJournal> BeginJournalAsync(StateDocument baseline, CancellationToken cancellation)
    {
        if (_journal is not null) throw new InvalidOperationException("The journal has begun already.");
        var stored = _stored ?? StateSnapshot.Absent;
        var differs = stored.Exists ? !stored.SaysTheSameAs(baseline, ReadQuietly) : !baseline.IsEmpty;
        Directory.CreateDirectory(LocalStatePaths.FolderOf(paths.Journal));
        var journal = new StateJournal(paths.Journal);
        try
        {
            await journal.BeginAsync(stored.Lineage, stored.Serial, differs ? baseline : null, _unanswered).ConfigureAwait(false);
            _journal = journal;
        }
        finally
        {
            if (_journal is null) await journal.DisposeAsync().ConfigureAwait(false);
        }
        DurableFile.FlushFolder(LocalStatePaths.FolderOf(paths.Journal));
        return _journal;
    }

    public async ValueTask DisposeAsync()
    {
        // A journal that no written state has made superfluous stays for the next run.
        if (_journal is not null) await _journal.DisposeAsync().ConfigureAwait(false);
        _journal = null;
        if (_lock is not null) await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private static string? RefusalOf(StateDocument state, StateSnapshot stored)
    {
        if (stored.Lineage.Length > 0 && state.Lineage.Length > 0 && stored.Lineage != state.Lineage)
            return $"The given state has the lineage \"{state.Lineage}\", the present one \"{stored.Lineage}\": they were created apart, so one does not follow the other.";
        if (state.Serial < stored.Serial)
            return string.Create(CultureInfo.InvariantCulture, $"The given state has the serial {state.Serial}, and the present one, {stored.Serial}, is newer.");
        return state.Serial == stored.Serial && !stored.SaysTheSameAs(state, ReadQuietly)
            ? string.Create(CultureInfo.InvariantCulture, $"The given state has the serial {state.Serial} as the present one has, but says something else.")
            : null;
    }

    private static StateDocument? ReadQuietly(byte[] bytes) => StateReader.Read(bytes, "", []);

    /// <summary>Whether the journal is being written just now.</summary>
    private bool IsRunUnderWay()
    {
        if (_lock is not null) return false;
        using var probe = StateFileLock.TryTake(paths.Write);
        return probe is null;
    }

    private StateDocument? Load(DiagnosticBag diagnostics)
    {
        byte[] bytes;
        try
        {
            bytes = ReadBytes();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(StateRules.NotRead, null, $"The state file {paths.Read} could not be read: {e.Message}");
            return null;
        }
        if (bytes.Length == 0)
        {
            _stored = StateSnapshot.Absent;
            return new StateDocument { TerraformVersion = LanguageVersion.Text };
        }
        if (StateReader.Read(bytes, paths.Read, diagnostics) is not { } state) return null;
        _stored = StateSnapshot.Of(bytes, state);
        return state;
    }

    private byte[] ReadBytes()
    {
        // What a run has written elsewhere is what it goes on from.
        var path = _isWritten ? paths.Write : paths.Read;
        // The lock would go with a second handle to its file, whatever the path says.
        if (_lock is not null && Path.GetFullPath(path) == Path.GetFullPath(paths.Write)) return _lock.File.Read();
        return File.Exists(path) ? File.ReadAllBytes(path) : [];
    }

    private async ValueTask<bool> StoreAsync(StateDocument state, DiagnosticBag diagnostics)
    {
        state.TerraformVersion = LanguageVersion.Text;
        var bytes = StateWriter.ToBytes(state);
        try
        {
            BackUp();
            if (_lock is not null) _lock.File.Replace(bytes);
            else DurableFile.Replace(paths.Write, bytes);
            _stored = StateSnapshot.Of(bytes, state);
            _isWritten = true;
            await EndJournalAsync(diagnostics).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(new Diagnostic(StateRules.NotWritten, null, $"The state could not be written to {paths.Write}: {e.Message}")
            {
                Help = $"What was done is in the journal {paths.Journal}, if there is one: the next run takes it from there.",
            });
            return false;
        }
    }

    /// <summary>The state as the run found it, once.</summary>
    private void BackUp()
    {
        if (_isBackedUp || paths.Backup is null || _stored is not { Exists: true } stored) return;
        DurableFile.Replace(paths.Backup, stored.Bytes);
        _isBackedUp = true;
    }

    /// <summary>
    /// The state has everything now. Only what nobody ever answered for stays, until an apply, which shows it before
    /// it asks for approval, has run to its end.
    /// </summary>
    private async ValueTask EndJournalAsync(DiagnosticBag diagnostics)
    {
        if (_journal is not null)
        {
            await _journal.DisposeAsync().ConfigureAwait(false);
            _unanswered = _journal.Unanswered;
        }
        _journal = null;
        try
        {
            if (_unanswered.Count == 0) File.Delete(paths.Journal);
            else DurableFile.Replace(paths.Journal, StateJournal.Start(_stored?.Lineage ?? "", _stored?.Serial ?? 0, _unanswered));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(StateRules.JournalStays, null, $"The state is written, but its journal {paths.Journal} could not be put away: {e.Message} The next run will do so.");
        }
    }

    private LocalStateLock Hold(StateFileLock file, StateLockRequest request)
    {
        var created = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        var info = new StateLockInfo(newId(), request.Operation, request.Info, who, LanguageVersion.Text, created, paths.Write);
        var held = new LocalStateLock(paths, info, file, () => _lock = null);
        held.Announce();
        DurableFile.DiscardLeftovers(paths.Write);
        return held;
    }

    private StateLockInfo? ReadLockInfo() => File.Exists(paths.LockInfo) ? StateLockInfo.FromJson(File.ReadAllBytes(paths.LockInfo)) : null;

    private bool ForceUnlock(string id, DiagnosticBag diagnostics)
    {
        if (ReadLockInfo() is not { } info)
        {
            diagnostics.Add(StateRules.NotUnlocked, null, $"The state {paths.Write} is not locked.");
            return false;
        }
        if (info.Id != id)
        {
            diagnostics.Add(StateRules.NotUnlocked, null, $"The lock has another ID than \"{id}\".\n\n{info}");
            return false;
        }
        using var file = StateFileLock.TryTake(paths.Write);
        if (file is null)
        {
            diagnostics.Add(StateRules.NotUnlocked, null, $"The process that holds the lock is still running, and the lock of a local state is the process' own.\n\n{info}");
            return false;
        }
        File.Delete(paths.LockInfo);
        return true;
    }
}
