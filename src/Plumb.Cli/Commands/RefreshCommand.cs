using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>refresh</c>: takes up into the state what changed outside; the same as <c>apply -refresh-only -auto-approve</c>.</summary>
internal static class RefreshCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("refresh", "Take up into the state what changed outside.");
        common.AddOperation(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new PlanRun(terminal, common, parsed) { Mode = PlanMode.RefreshOnly };
            await using var _ = run.ConfigureAwait(false);
            if (parsed.GetValue(common.Json)) return await JsonOperation.RefreshAsync(terminal, run, cancellation).ConfigureAwait(false);
            var progress = run.CreateProgress();
            var plan = await progress.PlanAsync(o => run.PlanAsync(destroy: false, o, cancellation)).ConfigureAwait(false);
            if (plan is { Errored: false }) await progress.ApplyAsync(plan, o => run.ApplyAsync(plan, o, cancellation, terminal.Interruption.Forced)).ConfigureAwait(false);
            return run.Report();
        });
        return command;
    }
}
