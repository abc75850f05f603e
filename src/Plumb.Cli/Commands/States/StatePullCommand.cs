using System.CommandLine;
using System.Text;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Engine.State.Format;

namespace Plumb.Cli.Commands.States;

/// <summary><c>state pull</c>: prints the state in the newest format.</summary>
internal static class StatePullCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("pull", "Print the state.") { common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new StateRun(terminal, common, parsed, "state pull");
            await using var _ = run.ConfigureAwait(false);
            var store = await run.OpenAsync(locked: false, cancellation).ConfigureAwait(false);
            if (store is not null && await store.ReadAsync(run.Diagnostics, cancellation).ConfigureAwait(false) is { } state && state is not { IsEmpty: true, Serial: 0, Lineage: "" })
                await terminal.Out.WriteLineAsync(Encoding.UTF8.GetString(StateWriter.ToBytes(state)).TrimEnd('\n')).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }
}
