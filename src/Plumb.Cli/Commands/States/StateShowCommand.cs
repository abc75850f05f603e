using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands.States;

/// <summary><c>state show</c>: the attributes of one object.</summary>
internal static class StateShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var address = new Argument<string>("address") { Description = "One instance of a resource." };
        var command = new Command("show", "Show one object of the state.") { address, common.State, common.NoColor };
        common.AddVariables(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new StateRun(terminal, common, parsed, "state show");
            await using var _ = run.ConfigureAwait(false);
            if (await run.ReadAsync(locked: false, cancellation).ConfigureAwait(false) is { } state
                && StateSelection.One(state, parsed.GetValue(address) ?? "", run.Diagnostics) is var (resource, key, instance) && instance.Current is { } current)
            {
                var schemas = await run.SchemasAsync(state, cancellation).ConfigureAwait(false);
                await terminal.Out.WriteAsync(new StateText(schemas).Format(resource, key, current)).ConfigureAwait(false);
            }
            return run.Report();
        });
        return command;
    }
}
