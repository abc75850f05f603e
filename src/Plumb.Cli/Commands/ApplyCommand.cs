using System.CommandLine;
using System.Globalization;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>apply</c> and <c>destroy</c>: plans, asks, and makes the changes.</summary>
internal static class ApplyCommand
{
    public static Command Create(Terminal terminal, bool destroy)
    {
        var common = new CommonOptions();
        var approved = new Option<bool>("-auto-approve") { Description = "Do not ask before making the changes." };
        var command = destroy ? new Command("destroy", "Destroy everything that is managed.") : new Command("apply", "Make the changes of a plan.");
        var file = new Argument<string?>("plan") { Arity = ArgumentArity.ZeroOrOne, Description = "A saved plan." };
        command.Add(approved);
        if (!destroy) command.Add(file);
        common.AddOperation(command);
        command.SetAction((parsed, cancellation) => RunAsync(terminal, common, parsed, destroy, parsed.GetValue(approved), destroy ? null : parsed.GetValue(file), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, CommonOptions common, ParseResult parsed, bool destroy, bool approved, string? file, CancellationToken cancellation)
    {
        var run = new PlanRun(terminal, common, parsed);
        await using var _ = run.ConfigureAwait(false);
        if (parsed.GetValue(common.Json)) return await JsonOperation.ApplyAsync(terminal, run, file, destroy, approved, cancellation).ConfigureAwait(false);
        var progress = new ProgressLines(terminal.Out);
        var plan = file is null
            ? await run.PlanAsync(destroy, progress, cancellation).ConfigureAwait(false)
            : await run.OpenAsync(file, cancellation).ConfigureAwait(false);
        if (plan is null or { Errored: true }) return run.Report();
        if (file is null) await terminal.Out.WriteAsync(new PlanText(run.UseColor).Format(plan)).ConfigureAwait(false);
        if (file is null && plan.Applyable && !approved && !await ApproveAsync(terminal, plan).ConfigureAwait(false)) return 1;
        await run.ApplyAsync(plan, progress, CancellationToken.None, cancellation).ConfigureAwait(false);
        if (run.Report() is not 0 and var failure) return failure;
        var (added, changed, destroyed) = progress.Done;
        await terminal.Out.WriteLineAsync(plan.Mode == PlanMode.Destroy
            ? string.Create(CultureInfo.InvariantCulture, $"\nDestroy complete! Resources: {destroyed} destroyed.")
            : string.Create(CultureInfo.InvariantCulture, $"\nApply complete! Resources: {added} added, {changed} changed, {destroyed} destroyed.")).ConfigureAwait(false);
        if (plan.Mode != PlanMode.Destroy) OutputCommand.WriteAll(terminal.Out, run.State, heading: true);
        return 0;
    }

    private static async Task<bool> ApproveAsync(Terminal terminal, Plan plan)
    {
        await terminal.Out.WriteAsync(plan.Mode == PlanMode.Destroy
            ? "\nDo you really want to destroy all resources?\n  There is no undo. Only 'yes' will be accepted to confirm.\n\n  Enter a value: "
            : "\nDo you want to perform these actions?\n  Only 'yes' will be accepted to approve.\n\n  Enter a value: ").ConfigureAwait(false);
        await terminal.Out.FlushAsync().ConfigureAwait(false);
        var answer = await terminal.In.ReadLineAsync().ConfigureAwait(false);
        if (answer == "yes") return true;
        await terminal.Out.WriteLineAsync(plan.Mode == PlanMode.Destroy ? "\nDestroy cancelled." : "\nApply cancelled.").ConfigureAwait(false);
        return false;
    }
}
