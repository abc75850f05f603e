using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands;

/// <summary><c>plan</c>: shows what would change.</summary>
internal static class PlanCommand
{
    private const string NotSaved = "\nNote: This plan was not saved with -out, so an apply plans anew and may find something else.";

    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var detailed = new Option<bool>("-detailed-exitcode") { Description = "Exit with 2 where there are changes." };
        var output = new Option<string?>("-out") { Description = "Save the plan to a file, for apply." };
        var generated = new Option<string?>("-generate-config-out") { Description = "Write configuration for imported objects that have none to this new file." };
        var command = new Command("plan", "Show what would change.") { detailed, output, generated };
        common.AddOperation(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var generatedFile = parsed.GetValue(generated) is { Length: > 0 } path ? new GeneratedConfigFile(terminal, path) : null;
            var run = new PlanRun(terminal, common, parsed) { Generated = generatedFile };
            await using var _ = run.ConfigureAwait(false);
            if (parsed.GetValue(common.Json)) return await JsonOperation.PlanAsync(terminal, run, parsed.GetValue(output), parsed.GetValue(detailed), cancellation).ConfigureAwait(false);
            var plan = await run.CreateProgress().PlanAsync(o => run.PlanAsync(destroy: false, o, cancellation)).ConfigureAwait(false);
            if (plan is { Attempted: true }) await terminal.Out.WriteAsync(await run.DescribeAsync(plan, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            if (plan is not null && generatedFile?.Write(plan, terminal.Program.Product, run.Session.Diagnostics) == true) await terminal.Out.WriteLineAsync($"\nConfiguration was generated and written to {generatedFile.Path}. Look it through, and change what needs to be,\nbefore you keep it.").ConfigureAwait(false);
            // A failed plan is kept too: it cannot be applied, but be looked into.
            if (plan is { Attempted: true } && parsed.GetValue(output) is { } file) run.Save(plan, file, silent: plan.Errored);
            else if (plan is { Errored: false, HasChanges: true }) await terminal.Out.WriteLineAsync(NotSaved).ConfigureAwait(false);
            if (run.Report() is not 0 and var failure) return failure;
            return parsed.GetValue(detailed) && plan is { HasChanges: true } ? 2 : 0;
        });
        return command;
    }
}
