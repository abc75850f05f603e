using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands.Playbooks.Plays;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Callbacks;

namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary><c>plumb shell</c>, and <c>ansible-console</c>: runs what is typed on hosts, line by line, over connections that stay.</summary>
internal static class ShellCommand
{
    public static GnuCommand Command { get; } = new("shell", "Run actions on hosts as they are typed.")
    {
        Options = PlayOptions.OfConsole,
        Operands = "[pattern]",
        MaxOperands = 1,
        Run = RunAsync,
    };

    public static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, CancellationToken cancellation)
    {
        var session = await PlaySession.OpenAsync(terminal, arguments, onlyLooks: false, cancellation).ConfigureAwait(false);
        session.TellWarnings();
        if (session.Diagnostics.HasErrors || session.Inventory is not { } inventory) return Fail(session);
        var pattern = arguments.Operands.Count > 0 ? arguments.Operands[0] : "all";
        if (inventory.Hosts.Count == 0) session.WarnOfEmptyInventory(pattern);
        var folder = Path.GetFullPath(arguments.Value(PlayOptions.PlaybookDir) ?? session.Configuration.Text("PLAYBOOK_DIR") ?? ".", terminal.WorkingDirectory);
        var engine = session.Engine(folder, Callbacks(session));
        await using (engine.ConfigureAwait(false))
        {
            var context = new ConsoleContext(session, inventory, engine, folder) { State = ConsoleState.Of(pattern, session.Settings) };
            using var lines = ConsoleLines.Open(terminal, new ConsoleCompletion(context));
            await new ConsoleLoop(context, lines).RunAsync(cancellation).ConfigureAwait(false);
        }
        return 0;
    }

    private static List<PlayCallback> Callbacks(PlaySession session)
    {
        var own = session.Configuration.Flag("DEFAULT_LOAD_CALLBACK_PLUGINS") ? session.Configuration.Text("DEFAULT_STDOUT_CALLBACK") : null;
        var screen = own is null or "default" ? "minimal" : own;
        var isPlugin = CallbackTable.IsPlugin(session, screen);
        List<PlayCallback> callbacks = isPlugin ? [] : [CallbackTable.Screen(session, screen)];
        if (session.Configuration.Flag("DEFAULT_LOAD_CALLBACK_PLUGINS")) CallbackTable.AddPlugins(session, isPlugin ? screen : null, callbacks);
        return callbacks;
    }

    private static int Fail(PlaySession session)
    {
        var fault = session.Diagnostics.First(d => d.Severity == Severity.Error);
        PeerFault.Write(session, [fault]);
        return PeerFault.ExitCode(fault);
    }
}
