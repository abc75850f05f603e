using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies;
using Plumb.Playbooks.Strategies.Debugging;
using Plumb.Playbooks.Strategies.Records;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary><c>plumb play</c>, and <c>ansible-playbook</c>: runs playbooks.</summary>
internal static class PlayCommand
{
    private const int UnexpectedFault = 250;
    private const int EndedByUser = 99;

    public static GnuCommand Command { get; } = Peer with { Options = PlayOptions.OfPlays };

    /// <summary>The same as the peer has it.</summary>
    public static GnuCommand Peer => new("play", "Run playbooks on hosts.")
    {
        Options = PlayOptions.OfPlaybooks,
        Operands = "playbook [playbook ...]",
        MinOperands = 1,
        MaxOperands = int.MaxValue,
        Run = RunAsync,
    };

    public static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, CancellationToken cancellation)
    {
        var session = await PlaySession.OpenAsync(terminal, arguments, OnlyLooks(arguments), cancellation).ConfigureAwait(false);
        session.TellWarnings();
        if (session.Diagnostics.HasErrors) return Fail(session, session.Diagnostics.Where(d => d.Severity == Severity.Error));
        try
        {
            return await RunAsync(session, cancellation).ConfigureAwait(false);
        }
        catch (DebuggerQuitException)
        {
            return EndedByUser;
        }
        catch (LinkException fault)
        {
            session.TellWarnings();
            return Fail(session, [PeerFault.Of(fault)]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            session.Output.Error($"ERROR! Unexpected Exception, this is probably a bug: {fault.Message}");
            return UnexpectedFault;
        }
    }

    private static bool OnlyLooks(GnuArguments arguments) => PlayListing.IsWanted(arguments) || arguments.Has(PlayOptions.SyntaxCheck);

    private static async Task<int> RunAsync(PlaySession session, CancellationToken cancellation)
    {
        if (session.Arguments.Has(PlayOptions.FlushCache)) FactCaches.Of(session.Configuration, session.Output, session.Plugins).Clear();
        if (Missing(session) is { } missing) return Fail(session, [missing]);
        var paths = session.Arguments.Operands.Select(p => Path.GetFullPath(p, session.Terminal.WorkingDirectory)).ToList();
        var onlyLooks = OnlyLooks(session.Arguments);
        if (!onlyLooks && RecordOf(session, paths) is { } fault) return Fail(session, [fault]);
        if (CallbackTable.NameOf(session) == CallbackTable.Own) session.ShowDifferences();
        await using var record = session.Record.ConfigureAwait(false);
        var engine = session.Engine(Path.GetDirectoryName(paths[0]) ?? "/", onlyLooks ? [] : CallbackTable.Of(session));
        await using (engine.ConfigureAwait(false))
        {
            if (!HasHosts(session)) return Fail(session, [new Diagnostic(PlayRules.NoHosts, null, "Specified inventory, host pattern and/or --limit leaves us with no hosts to target.")]);
            var playbooks = new List<PlaybookConfig>();
            foreach (var path in paths)
            {
                var playbook = engine.Read(path);
                session.TellWarnings();
                if (playbook is null) return Fail(session, session.Diagnostics.Where(d => d.Severity == Severity.Error));
                playbooks.Add(playbook);
            }
            return onlyLooks ? Look(session, engine, playbooks) : await PlayAsync(session, engine, playbooks, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<int> PlayAsync(PlaySession session, PlayEngine engine, List<PlaybookConfig> playbooks, CancellationToken cancellation)
    {
        var isComplete = false;
        try
        {
            var code = await engine.RunAsync(playbooks, cancellation).ConfigureAwait(false);
            if (isComplete = code == 0) session.Record.Complete();
            return code;
        }
        finally
        {
            session.Progress?.Dispose();
            if (!isComplete && session.Record.IsKept) session.Output.Error($"To go on where this run stopped: {RunRecordPlace.Resuming(session)}");
        }
    }

    /// <summary>Gives the session its record: that of the run to go on with, or a new one. The peer keeps none, and a prediction has nothing to keep.</summary>
    private static Diagnostic? RecordOf(PlaySession session, List<string> playbooks)
    {
        if (session.Terminal.Program.IsPeer || RunRecordPlace.Of(session, playbooks) is not { } path) return null;
        try
        {
            if (!session.Arguments.Has(PlayOptions.Resume))
            {
                if (session.Settings.Check) return null;
                RunRecordPlace.Clean(path, TimeProvider.System);
                session.Record = RunRecord.Start(path, session.Settings, session.Vault, session.Output.Warn);
                return null;
            }
            if (session.Settings.StartAtTask is not null) return new Diagnostic(PlayRules.NoRecord, null, "A run cannot be resumed and begin at a named task as well. Leave out --resume or --start-at-task.");
            if (RunRecord.Resume(path, session.Settings, session.Vault, session.Output.Warn) is not { } record)
                return new Diagnostic(PlayRules.NoRecord, null, "No run of these playbooks with this inventory was stopped: there is nothing to resume. Run them without --resume.");
            session.Record = record;
            return null;
        }
        catch (RecordException fault)
        {
            return new Diagnostic(PlayRules.NoRecord, null, fault.Message);
        }
    }

    private static int Look(PlaySession session, PlayEngine engine, List<PlaybookConfig> playbooks)
    {
        foreach (var playbook in playbooks)
        {
            var plays = engine.Link(playbook);
            // Before anything is shown: a play that cannot be called by its name is an error.
            var titles = plays.Select(engine.TitleOf).ToList();
            // Who is not there is told even where nobody is listed. A pattern that is a template is known only when the play runs.
            foreach (var (play, title) in plays.Zip(titles).Where(p => p.First.Config.Hosts is string or PyList)) session.Inventory?.Match(title.Pattern, limited: false);
            session.TellWarnings();
            // The peer looks no further than this; who calls us by our own name wants to know more.
            if (session.Arguments.Has(PlayOptions.SyntaxCheck) && !session.Terminal.Program.IsPeer) Check(session, engine, plays);
            session.Output.Line($"\nplaybook: {Shown(session, playbook.Path)}");
            if (PlayListing.IsWanted(session.Arguments)) new PlayListing(session).Write(plays, titles);
        }
        if (!session.Terminal.Program.IsPeer && session.Diagnostics.HasErrors) return Fail(session, session.Diagnostics.Where(d => d.Severity == Severity.Error));
        return 0;
    }

    /// <summary>What is found is told with its place; errors at the end.</summary>
    private static void Check(PlaySession session, PlayEngine engine, IReadOnlyList<PlayModel> plays)
    {
        var before = session.Diagnostics.Count;
        engine.Check(plays);
        PeerFault.Write(session, session.Diagnostics.Skip(before).Where(d => d.Severity == Severity.Warning));
        session.LeaveWarnings();
    }

    /// <summary>The path as it was given.</summary>
    private static string Shown(PlaySession session, string path) =>
        session.Arguments.Operands.FirstOrDefault(p => Path.GetFullPath(p, session.Terminal.WorkingDirectory) == path) ?? path;

    private static Diagnostic? Missing(PlaySession session)
    {
        foreach (var path in session.Arguments.Operands)
        {
            var full = Path.GetFullPath(path, session.Terminal.WorkingDirectory);
            if (!Path.Exists(full)) return new Diagnostic(PlaybookRules.MissingPlaybook, null, $"the playbook: {path} could not be found");
            if (Directory.Exists(full)) return new Diagnostic(PlaybookRules.MissingPlaybook, null, $"the playbook: {path} does not appear to be a file");
        }
        return null;
    }

    /// <summary>A limit that leaves nobody is a mistake; an empty inventory leaves localhost.</summary>
    private static bool HasHosts(PlaySession session)
    {
        if (session.Inventory is not { } inventory) return true;
        if (inventory.Hosts.Count == 0) session.WarnOfEmptyInventory("all");
        if (inventory.Hosts.Count == 0 || session.Settings.Limit is null) return true;
        var any = inventory.Match("all", limited: true).Count > 0;
        session.TellWarnings();
        return any;
    }

    private static int Fail(PlaySession session, IEnumerable<Diagnostic> faults)
    {
        var first = faults.First();
        PeerFault.Write(session, session.Terminal.Program.IsPeer ? [first] : faults);
        return PeerFault.ExitCode(first);
    }
}
