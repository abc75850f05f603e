using Plumb.Backends.Local;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State;
using Plumb.Engine.State.Format;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Session.Backends;

/// <summary>
/// Takes states along from one place to another. Nothing is overwritten without a yes, or a force, and a backup beside it;
/// what is copied stays where it was.
/// </summary>
internal sealed class StateMigration(ProjectSession session, MigrationOptions options)
{
    private const string Default = LocalStatePaths.DefaultWorkspace;

    private readonly Terminal _terminal = session.Terminal;
    private readonly DiagnosticBag _diagnostics = session.Diagnostics;

    /// <summary>The workspaces whose states are at the new place now because of this; null where it failed or was given up, which is reported.</summary>
    public async Task<IReadOnlyList<string>?> RunAsync(LocalPlace from, LocalPlace to, CancellationToken cancellation)
    {
        var folder = _terminal.WorkingDirectory;
        if (from.IsSame(to, folder)) return [];
        var workspaces = from.WorkspacesIn(folder).List();
        if (workspaces.Count == 1) return await CopyAsync(from, to, Default, options.Force, cancellation).ConfigureAwait(false) is { } copied ? copied ? [Default] : [] : null;
        if (!options.Force && await ConfirmAllAsync(cancellation).ConfigureAwait(false) is not true) return null;
        var all = new List<string>();
        foreach (var workspace in workspaces)
        {
            if (workspace != Default && !to.WorkspacesIn(folder).Create(workspace, _diagnostics)) return null;
            if (await CopyAsync(from, to, workspace, force: true, cancellation).ConfigureAwait(false) is not { } copied) return null;
            if (copied) all.Add(workspace);
        }
        return all;
    }

    private async Task<bool?> ConfirmAllAsync(CancellationToken cancellation)
    {
        var answer = await ConfirmAsync("Do you want to migrate all workspaces to \"local\"?", """
            There are several workspaces, and all of them are copied with their names.
            THIS WILL OVERWRITE any conflicting states in the destination.

            To take only some of them along, pull and push their states instead.

            Enter "yes" to migrate all states and "no" to abort.
            """, cancellation).ConfigureAwait(false);
        if (answer is false) _diagnostics.Add(BackendRules.NotMigrated, null, "Migration aborted by user.");
        return answer;
    }

    /// <summary>Whether the state was copied; null where it failed, which is reported.</summary>
    private async Task<bool?> CopyAsync(LocalPlace from, LocalPlace to, string workspace, bool force, CancellationToken cancellation)
    {
        var (source, destination) = (from.PathsOf(_terminal.WorkingDirectory, workspace), to.PathsOf(_terminal.WorkingDirectory, workspace));
        if (Path.GetFullPath(source.Write) == Path.GetFullPath(destination.Write)) return false;
        var (old, next) = (Open(source), Open(destination));
        await using var closingOld = old.ConfigureAwait(false);
        await using var closingNew = next.ConfigureAwait(false);
        if (!await LockAsync(old, source, cancellation).ConfigureAwait(false) || await old.ReadAsync(_diagnostics, cancellation).ConfigureAwait(false) is not { } state) return null;
        if (IsNothing(state)) return false;
        if (!await LockAsync(next, destination, cancellation).ConfigureAwait(false) || await next.ReadAsync(_diagnostics, cancellation).ConfigureAwait(false) is not { } present) return null;
        if (SayTheSame(state, present)) return false;
        if (!force)
        {
            var answer = await ConfirmOneAsync(source, destination, IsNothing(present), cancellation).ConfigureAwait(false);
            if (answer is not true) return answer;
        }
        return await next.PushAsync(state, force: true, _diagnostics, CancellationToken.None).ConfigureAwait(false) ? true : null;
    }

    private Task<bool?> ConfirmOneAsync(LocalStatePaths source, LocalStatePaths destination, bool isEmpty, CancellationToken cancellation) => ConfirmAsync("Do you want to copy existing state to the new backend?", isEmpty
        ? $"""
          There is a state at the previous place, and none at the new one:

            Previous: {Shown(source)}
            New:      {Shown(destination)}

          Enter "yes" to copy and "no" to start with an empty state.
          """
        : $"""
          There is a state at the previous place, and another one at the new:

            Previous: {Shown(source)}
            New:      {Shown(destination)}

          Do you want to overwrite the state at the new place with the previous one?
          Enter "yes" to copy and "no" to start with the existing state there.
          """, cancellation);

    /// <summary>Null where there is nobody to ask, which is reported.</summary>
    private async Task<bool?> ConfirmAsync(string question, string description, CancellationToken cancellation)
    {
        if (!options.Input)
        {
            _diagnostics.Add(new Diagnostic(BackendRules.InputDisabled, null, "There is a state to take along, and nobody to ask whether it may be copied.")
            {
                Help = "Remove the option -input=false, or answer with yes beforehand:\n    plumb init -force-copy",
            });
            return null;
        }
        while (true)
        {
            var answer = await Prompt.AskAsync(_terminal, question, description, options.Color, secret: false, cancellation).ConfigureAwait(false);
            if (answer is null)
            {
                _diagnostics.Add(BackendRules.NoAnswer, null, "The input ended before there was an answer. To copy states without being asked, give -force-copy.");
                return null;
            }
            if (answer.Equals("yes", StringComparison.OrdinalIgnoreCase)) return true;
            if (answer.Equals("no", StringComparison.OrdinalIgnoreCase)) return false;
        }
    }

    private async Task<bool> LockAsync(LocalStateStore store, LocalStatePaths paths, CancellationToken cancellation)
    {
        // Taking the lock would make a file where there is no state.
        if (!options.Lock || (!File.Exists(paths.Write) && !File.Exists(paths.Journal))) return true;
        return await store.LockAsync(new StateLockRequest("migration source state", "", options.LockTimeout), _diagnostics, cancellation).ConfigureAwait(false) is not null;
    }

    private static LocalStateStore Open(LocalStatePaths paths) => new(paths, StateAccess.Who, TimeProvider.System, () => Guid.NewGuid().ToString());

    private static bool IsNothing(StateDocument state) => state is { IsEmpty: true };

    /// <summary>Of one lineage and with the same content, whichever was written later.</summary>
    private static bool SayTheSame(StateDocument one, StateDocument other)
    {
        if (one.Lineage != other.Lineage) return false;
        var (mine, theirs) = (StateCopy.Of(one), StateCopy.Of(other));
        (mine.Serial, mine.TerraformVersion) = (theirs.Serial, theirs.TerraformVersion);
        return StateWriter.ToBytes(mine).AsSpan().SequenceEqual(StateWriter.ToBytes(theirs));
    }

    private string Shown(LocalStatePaths paths) => Path.GetRelativePath(_terminal.WorkingDirectory, paths.Write);
}

/// <summary>How states may be taken along.</summary>
/// <param name="Force">Copy without asking.</param>
/// <param name="Input">Whether anybody can be asked.</param>
/// <param name="Lock">Whether states are locked meanwhile.</param>
/// <param name="LockTimeout">How long to wait for a lock.</param>
/// <param name="Color">Whether questions are in colour.</param>
internal sealed record MigrationOptions(bool Force, bool Input, bool Lock, TimeSpan LockTimeout, bool Color);
