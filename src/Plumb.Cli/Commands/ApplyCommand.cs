using System.CommandLine;
using System.Globalization;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>apply</c> and <c>destroy</c>: plans, asks, and makes the changes.</summary>
internal static class ApplyCommand
{
    private static readonly DiagnosticRule NotApproved = new("CLI022", Severity.Error, "error asking for approval: EOF");

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
        var progress = run.CreateProgress();
        var plan = file is null
            ? await progress.PlanAsync(o => run.PlanAsync(destroy, o, cancellation)).ConfigureAwait(false)
            : await run.OpenAsync(file, cancellation).ConfigureAwait(false);
        if (plan is { Attempted: true } && file is null) await terminal.Out.WriteAsync(await run.DescribeAsync(plan, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        if (plan is null or { Errored: true }) return run.Report();
        if (file is null && plan.Applyable && !approved && !await ApproveAsync(terminal, plan, run, cancellation).ConfigureAwait(false))
        {
            run.Report();
            return 1;
        }
        await progress.ApplyAsync(plan, o => run.ApplyAsync(plan, o, cancellation, terminal.Interruption.Forced)).ConfigureAwait(false);
        if (run.Report() is not 0 and var failure) return failure;
        var (added, changed, destroyed) = progress.Done;
        var imported = ChangeCounts.Of(plan).Import is > 0 and var count ? string.Create(CultureInfo.InvariantCulture, $"{count} imported, ") : "";
        await terminal.Out.WriteLineAsync(destroy
            ? string.Create(CultureInfo.InvariantCulture, $"\nDestroy complete! Resources: {destroyed} destroyed.")
            : string.Create(CultureInfo.InvariantCulture, $"\nApply complete! Resources: {imported}{added} added, {changed} changed, {destroyed} destroyed.")).ConfigureAwait(false);
        if (progress.Invoked > 0) await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\nActions: {progress.Invoked} invoked.")).ConfigureAwait(false);
        if (plan.Mode != PlanMode.Destroy) OutputCommand.WriteAll(terminal.Out, run.State, heading: true);
        return 0;
    }

    private static async Task<bool> ApproveAsync(Terminal terminal, Plan plan, PlanRun run, CancellationToken cancellation)
    {
        var product = terminal.Program.Product;
        var workspace = plan.Workspace == "default" ? "" : $" in workspace \"{plan.Workspace}\"";
        var (question, description) = plan.Mode switch
        {
            PlanMode.Destroy => ($"Do you really want to destroy all resources{workspace}?", $"{product} will destroy all your managed infrastructure, as shown above.\nThere is no undo. Only 'yes' will be accepted to confirm."),
            PlanMode.RefreshOnly => ($"Would you like to update the {product} state to reflect these detected changes?", $"{product} will write these changes to the state without modifying any real infrastructure.\nThere is no undo. Only 'yes' will be accepted to confirm."),
            _ => ($"Do you want to perform these actions{workspace}?", $"{product} will perform the actions described above.\nOnly 'yes' will be accepted to approve."),
        };
        await terminal.Out.WriteAsync("\n").ConfigureAwait(false);
        var answer = await Prompt.AskAsync(terminal, question, description, run.UseColor, secret: false, cancellation).ConfigureAwait(false);
        if (answer == "yes") return true;
        if (answer is null) run.Session.Diagnostics.Add(NotApproved, null, "The input ended before there was an answer. To apply without being asked, give -auto-approve.");
        else await terminal.Out.WriteAsync(plan.Mode == PlanMode.Destroy ? "Destroy cancelled.\n" : "Apply cancelled.\n").ConfigureAwait(false);
        return false;
    }
}
