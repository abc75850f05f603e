using Plumb.Cli.Rendering;
using Plumb.Cli.Rendering.Json;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Commands;

/// <summary>Plan, apply, destroy and refresh as machine-readable messages. Nobody is asked anything.</summary>
internal static class JsonOperation
{
    private static readonly DiagnosticRule NotApproved = new("CLI067", Severity.Error, "Plan file or auto-approve required");

    public static async Task<int> PlanAsync(Terminal terminal, PlanRun run, string? file, bool detailedExitCode, CancellationToken cancellation)
    {
        var stream = new MessageStream(terminal.Out, TimeProvider.System);
        var plan = await PlanAsync(run, stream, destroy: false, cancellation).ConfigureAwait(false);
        if (plan is not null) run.Generated?.Write(plan, terminal.Program.Product, run.Session.Diagnostics);
        if (plan is { Attempted: true } && file is not null) run.Save(plan, file, silent: true);
        if (plan is { Attempted: true }) PlanMessages.Write(stream, plan);
        if (Report(run, stream) is not 0 and var failure) return failure;
        return detailedExitCode && plan is { HasChanges: true } ? 2 : 0;
    }

    public static async Task<int> ApplyAsync(Terminal terminal, PlanRun run, string? file, bool destroy, bool approved, CancellationToken cancellation)
    {
        var stream = new MessageStream(terminal.Out, TimeProvider.System);
        if (file is null && !approved)
        {
            run.Session.Diagnostics.Add(new Diagnostic(NotApproved, null, "With -json nobody can be asked whether to make the changes.")
            {
                Help = "Apply a saved plan, or give the option -auto-approve.",
            });
            return Report(run, stream);
        }
        var plan = file is null
            ? await PlanAsync(run, stream, destroy, cancellation).ConfigureAwait(false)
            : await run.OpenAsync(file, cancellation).ConfigureAwait(false);
        if (plan is { Attempted: true } && file is null) PlanMessages.Write(stream, plan);
        if (plan is null or { Errored: true }) return Report(run, stream);
        if (file is not null) PlanMessages.WriteChanges(stream, plan);

        var done = await ApplyAsync(run, plan, stream, cancellation).ConfigureAwait(false);
        if (Report(run, stream) is not 0 and var failure) return failure;
        PlanMessages.WriteApplied(stream, destroy, done with { Import = ChangeCounts.Of(plan).Import });
        if (!destroy && run.State is { } state) PlanMessages.WriteOutputs(stream, state);
        return 0;
    }

    public static async Task<int> RefreshAsync(Terminal terminal, PlanRun run, CancellationToken cancellation)
    {
        var stream = new MessageStream(terminal.Out, TimeProvider.System);
        var plan = await PlanAsync(run, stream, destroy: false, cancellation).ConfigureAwait(false);
        if (plan is { Errored: false }) await ApplyAsync(run, plan, stream, cancellation).ConfigureAwait(false);
        if (Report(run, stream) is not 0 and var failure) return failure;
        if (run.State is { } state) PlanMessages.WriteOutputs(stream, state);
        return 0;
    }

    private static async Task<Plan?> PlanAsync(PlanRun run, MessageStream stream, bool destroy, CancellationToken cancellation)
    {
        var observer = new MessageObserver(stream, TimeProvider.System);
        await using var _ = observer.ConfigureAwait(false);
        return await run.PlanAsync(destroy, observer, cancellation).ConfigureAwait(false);
    }

    private static async Task<ChangeCounts> ApplyAsync(PlanRun run, Plan plan, MessageStream stream, CancellationToken cancellation)
    {
        var observer = new MessageObserver(stream, TimeProvider.System);
        await using var _ = observer.ConfigureAwait(false);
        await run.ApplyAsync(plan, observer, cancellation, run.Session.Terminal.Interruption.Forced).ConfigureAwait(false);
        return observer.Done;
    }

    private static int Report(PlanRun run, MessageStream stream)
    {
        stream.Write(run.Session.Diagnostics);
        return run.Session.Diagnostics.HasErrors ? 1 : 0;
    }
}
