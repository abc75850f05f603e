using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Yaml;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary><c>plumb run</c>, and <c>ansible</c>: runs one action on hosts.</summary>
internal static class AdHocCommand
{
    private const int WrongOptions = 5;
    private const string PlayName = "Ansible Ad-Hoc";

    public static GnuCommand Command { get; } = new("run", "Run one action on hosts.")
    {
        Options = PlayOptions.OfAdHoc,
        Operands = "pattern",
        MinOperands = 1,
        MaxOperands = 1,
        Run = RunAsync,
    };

    public static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, CancellationToken cancellation)
    {
        var session = await PlaySession.OpenAsync(terminal, arguments, onlyLooks: false, cancellation).ConfigureAwait(false);
        session.TellWarnings();
        if (session.Diagnostics.HasErrors) return Fail(session, session.Diagnostics.First(d => d.Severity == Severity.Error));
        try
        {
            return await RunAsync(session, cancellation).ConfigureAwait(false);
        }
        catch (LinkException fault)
        {
            return Fail(session, PeerFault.Of(fault));
        }
    }

    private static async Task<int> RunAsync(PlaySession session, CancellationToken cancellation)
    {
        var arguments = session.Arguments;
        var pattern = arguments.Operands[0];
        if (session.Inventory is { Hosts.Count: 0 }) session.WarnOfEmptyInventory(pattern);
        var hosts = session.Inventory?.Match(pattern, limited: true) ?? [];
        session.TellWarnings();
        if (arguments.Has(PlayOptions.ListHosts))
        {
            session.Output.Line(FormattableString.Invariant($"  hosts ({hosts.Count}):"));
            foreach (var host in hosts) session.Output.Line($"    {host}");
            return 0;
        }
        if (hosts.Count == 0)
        {
            session.Output.Warn("No hosts matched, nothing to do");
            return 0;
        }
        var folder = Path.GetFullPath(arguments.Value(PlayOptions.PlaybookDir) ?? session.Configuration.Text("PLAYBOOK_DIR") ?? ".", session.Terminal.WorkingDirectory);
        var screen = arguments.Has(PlayOptions.OneLine) ? "oneline" : OwnCallback(session) ?? "minimal";
        var isPlugin = CallbackTable.IsPlugin(session, screen);
        List<PlayCallback> callbacks = isPlugin ? [] : [CallbackTable.Screen(session, screen)];
        if (arguments.Value(PlayOptions.Tree) is { } tree) callbacks.Add(new TreeCallback(Path.GetFullPath(tree, session.Terminal.WorkingDirectory)));
        if (session.Configuration.Flag("DEFAULT_LOAD_CALLBACK_PLUGINS")) CallbackTable.AddPlugins(session, isPlugin ? screen : null, callbacks);
        var engine = session.Engine(folder, callbacks);
        await using (engine.ConfigureAwait(false))
        {
            if (TaskOf(session, out var fault) is not { } task) return Refuse(session, fault);
            return await engine.RunAsync([Playbook(pattern, task, folder)], cancellation).ConfigureAwait(false);
        }
    }

    private static TaskConfig? TaskOf(PlaySession session, out string fault)
    {
        var module = session.Arguments.Value(PlayOptions.ModuleName) ?? session.Configuration.Text("DEFAULT_MODULE_NAME") ?? "command";
        var text = session.Arguments.Value(PlayOptions.Args) ?? session.Configuration.Text("DEFAULT_MODULE_ARGS") ?? "";
        var name = ActionNames.Short(module);
        fault = "";
        if (text.Length == 0 && name is "command" or "shell" or "raw" or "script" && !text.Contains('=', StringComparison.Ordinal)) fault = $"No argument passed to {module} module";
        else if (name == "import_playbook") fault = $"'{module}' is not a valid action for ad-hoc commands";
        if (fault.Length > 0) return null;
        var source = new SourceFile("<command line>", text.Length == 0 ? " " : text);
        var arguments = text.TrimStart().StartsWith('{') && YamlReader.ReadData(source, session.Diagnostics) is { } node
            ? InlineVariables.WithCommand(new VariableReader(session.Vault, session.Diagnostics).Read(node) as PyDict, name)
            : InlineVariables.ReadArguments(text, name);
        if (arguments is null)
        {
            fault = $"The arguments of {module} cannot be read: {text}";
            return null;
        }
        var span = source.Span(0, source.Text.Length);
        var keywords = KeywordSet.Empty;
        if (session.Arguments.Number(PlayOptions.Background) is { } seconds) keywords = keywords.With("async", (long)seconds, span).With("poll", (long)(session.Arguments.Number(PlayOptions.Poll) ?? session.Configuration.PollInterval), span);
        return new TaskConfig(keywords, span) { Action = module, ActionName = name, Arguments = arguments };
    }

    /// <summary>The callback of the configuration, which counts for single actions only where this is asked for.</summary>
    private static string? OwnCallback(PlaySession session) => session.Configuration.Flag("DEFAULT_LOAD_CALLBACK_PLUGINS") ? session.Configuration.Text("DEFAULT_STDOUT_CALLBACK") : null;

    /// <summary>A playbook with this one task.</summary>
    public static PlaybookConfig Playbook(string pattern, TaskConfig task, string folder)
    {
        var keywords = KeywordSet.Empty.With("hosts", pattern, task.Span).With("name", PlayName, task.Span).With("gather_facts", false, task.Span);
        var play = new PlayConfig(keywords, task.Span) { Folder = folder, Variables = new PyDict(), Tasks = [task] };
        return new PlaybookConfig(Path.Combine(folder, "__adhoc_playbook__"), [play]) { IsAdHoc = true };
    }

    private static int Refuse(PlaySession session, string fault)
    {
        session.Output.Error($"ERROR! {fault}");
        return WrongOptions;
    }

    private static int Fail(PlaySession session, Diagnostic fault)
    {
        PeerFault.Write(session, [fault]);
        return PeerFault.ExitCode(fault);
    }
}
