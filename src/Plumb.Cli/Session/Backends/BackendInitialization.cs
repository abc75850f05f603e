using System.Globalization;
using Plumb.Backends.Local;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Session.Backends;

/// <summary>
/// Makes a working directory ready for the backend that its configuration asks for: takes states along where that is
/// asked for or there is no earlier backend, and writes down which one it is.
/// </summary>
internal sealed class BackendInitialization(ProjectSession session, MigrationOptions migration, Action<string> say)
{
    private readonly Terminal _terminal = session.Terminal;
    private readonly DiagnosticBag _diagnostics = session.Diagnostics;

    private string Data => Path.Combine(_terminal.WorkingDirectory, session.DataDirectory);

    /// <summary>False where it could not be done or was given up, which is reported.</summary>
    /// <param name="arguments">What <c>-backend-config</c> gives.</param>
    /// <param name="migrates">Whether states may be taken along from an earlier backend.</param>
    /// <param name="reconfigures">Whether an earlier backend is to be forgotten.</param>
    /// <param name="cancellation">Ends what is asked.</param>
    public async Task<bool> RunAsync(IReadOnlyList<string> arguments, bool migrates, bool reconfigures, CancellationToken cancellation)
    {
        var wanted = session.WantedBackend;
        if (wanted.Fault is { } fault)
        {
            _diagnostics.Add(fault);
            return false;
        }
        var literal = wanted.Place;
        if (arguments.Count > 0) wanted = WithArguments(wanted, arguments);
        // What cannot be read is forgotten along with what can.
        var earlier = BackendRecord.Read(Data, reconfigures ? [] : _diagnostics);
        if (_diagnostics.HasErrors) return false;
        if (reconfigures) return (earlier is null || wanted.Block is not null || BackendRecord.Write(Data, null, _diagnostics)) && await BeginAsync(wanted, literal, cancellation).ConfigureAwait(false);
        return earlier is null
            ? await BeginAsync(wanted, literal, cancellation).ConfigureAwait(false)
            : await ContinueAsync(earlier, wanted, literal, migrates, cancellation).ConfigureAwait(false);
    }

    private BackendSelection WithArguments(BackendSelection wanted, IReadOnlyList<string> arguments)
    {
        if (wanted.Block is not null) return wanted with { Place = new BackendArguments(_terminal, _diagnostics).Over(wanted.Place, arguments) };
        _diagnostics.Add(new Diagnostic(BackendRules.MissingBlock, null, "-backend-config was used, and the configuration has no backend block that it could add to.")
        {
            Help = "To set the backend by the command line, write a block for it, which may be empty:\n    terraform {\n      backend \"local\" {}\n    }",
        });
        return wanted;
    }

    /// <summary>There was no backend block so far: states that were made without one may be taken along.</summary>
    private async Task<bool> BeginAsync(BackendSelection wanted, LocalPlace literal, CancellationToken cancellation)
    {
        if (wanted.Block is null) return true;
        if (await new StateMigration(session, migration).RunAsync(LocalPlace.Usual, wanted.Place, cancellation).ConfigureAwait(false) is not { } migrated) return false;
        // Left in the usual place they would be taken for the present ones as soon as the block goes.
        if (!LocalPlace.Usual.Overlaps(wanted.Place, _terminal.WorkingDirectory))
            foreach (var workspace in migrated) SetAside(LocalPlace.Usual.PathsOf(_terminal.WorkingDirectory, workspace));
        return await SettleAsync(wanted, literal, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> ContinueAsync(BackendRecord earlier, BackendSelection wanted, LocalPlace literal, bool migrates, CancellationToken cancellation)
    {
        var isSame = wanted.Block is not null && earlier.Type == BackendRecord.Local && earlier.Place.IsSame(wanted.Place, _terminal.WorkingDirectory);
        if (isSame) return BackendRecord.Write(Data, new BackendRecord(BackendRecord.Local, wanted.Place, BackendRecord.HashOf(literal)), _diagnostics);
        if (!migrates)
        {
            _diagnostics.Add(new Diagnostic(BackendRules.Changed, wanted.Block?.Span, "A change in the backend configuration has been detected, which may require migrating existing state.")
            {
                Help = "To take the state along to where the configuration wants it, or to leave it and begin with what is there:\n    plumb init -migrate-state\n    plumb init -reconfigure",
            });
            return false;
        }
        if (earlier.Type != BackendRecord.Local)
        {
            _diagnostics.Add(new Diagnostic(BackendRules.NotAvailable, null, $"The state is in the backend \"{earlier.Type}\", which this version does not have, so it cannot be taken along.")
            {
                Help = "Migrate it with the program that put it there, or leave it:\n    plumb init -reconfigure",
            });
            return false;
        }
        say(wanted.Block is null ? "The configuration has no \"local\" backend any more; states in its place are looked for." : "Backend configuration changed! Existing states are looked for in the previous place and the new one.");
        if (await new StateMigration(session, migration).RunAsync(earlier.Place, wanted.Place, cancellation).ConfigureAwait(false) is null) return false;
        if (wanted.Block is not null) return await SettleAsync(wanted, literal, cancellation).ConfigureAwait(false);
        if (!BackendRecord.Write(Data, null, _diagnostics)) return false;
        say($"\nSuccessfully unset the backend \"local\". {_terminal.Program.Product} will now operate locally.");
        return true;
    }

    private async Task<bool> SettleAsync(BackendSelection wanted, LocalPlace literal, CancellationToken cancellation)
    {
        if (!await SelectWorkspaceAsync(wanted.Place, cancellation).ConfigureAwait(false)) return false;
        if (!BackendRecord.Write(Data, new BackendRecord(BackendRecord.Local, wanted.Place, BackendRecord.HashOf(literal)), _diagnostics)) return false;
        say($"\nSuccessfully configured the backend \"local\"! {_terminal.Program.Product} will automatically\nuse this backend unless the backend configuration changes.\n");
        return true;
    }

    /// <summary>The workspace that is selected may not exist at the new place.</summary>
    private async Task<bool> SelectWorkspaceAsync(LocalPlace place, CancellationToken cancellation)
    {
        var workspaces = place.WorkspacesIn(_terminal.WorkingDirectory).List();
        if (workspaces.Contains(session.Workspace, StringComparer.Ordinal)) return true;
        if (workspaces is [var only])
        {
            WorkspaceFile.Write(Data, only);
            return true;
        }
        var missing = $"The currently selected workspace \"{session.Workspace}\" does not exist at the new place.";
        if (!migration.Input)
        {
            _diagnostics.Add(new Diagnostic(BackendRules.NoWorkspace, null, missing) { Help = "Select another one with the variable TF_WORKSPACE, or allow to be asked." });
            return false;
        }
        var list = string.Join('\n', workspaces.Select((w, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {w}")));
        var answer = await Prompt.AskAsync(_terminal, missing, $"Enter the number of the workspace to go on with:\n{list}", migration.Color, secret: false, cancellation).ConfigureAwait(false);
        if (int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= workspaces.Count)
        {
            WorkspaceFile.Write(Data, workspaces[number - 1]);
            return true;
        }
        _diagnostics.Add(BackendRules.NoWorkspace, null, missing + " The answer is not the number of another one.");
        return false;
    }

    /// <summary>The state goes into the backup beside it, and an empty file stays, as the peer leaves it.</summary>
    private void SetAside(LocalStatePaths paths)
    {
        try
        {
            File.Copy(paths.Write, paths.Write + ".backup", overwrite: true);
            File.WriteAllBytes(paths.Write, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(BackendRules.NotMigrated, null, $"The state was copied, and {paths.Write}, where it was, could not be emptied: {e.Message}");
        }
    }
}
