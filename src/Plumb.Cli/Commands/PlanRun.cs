using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Engine.Applying;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Commands;

/// <summary>What plan, apply, destroy and refresh have in common: from the options to a plan, and from a plan to a new state.</summary>
internal sealed class PlanRun(Terminal terminal, CommonOptions common, ParseResult parsed) : IAsyncDisposable
{
    public ProjectSession Session { get; } = new(terminal);

    public ConfigurationTree? Configuration { get; private set; }

    public IReadOnlyDictionary<string, GivenVariable> Variables { get; private set; } = new Dictionary<string, GivenVariable>();

    public StateFiles? Files { get; private set; }

    /// <summary>A mode that the command itself asks for, whatever the options say.</summary>
    public PlanMode? Mode { get; init; }

    public bool UseColor => terminal.UseColor && !parsed.GetValue(common.NoColor);

    /// <summary>Null where a plan could not even be begun, which is reported.</summary>
    public async Task<Plan?> PlanAsync(bool destroy, IRunObserver observer, CancellationToken cancellation)
    {
        var options = Session.ReadPlanOptions(common, parsed, destroy);
        if (options is not null && Mode is { } mode) options = options with { Mode = mode };
        Configuration = Session.LoadConfiguration(required: options?.Mode != PlanMode.Destroy);
        if (options is null || Configuration is null) return null;
        Variables = new VariableInputs(terminal, Session.Diagnostics).Gather(Configuration.Root.Config, terminal.WorkingDirectory, CommonOptions.VariablesInOrder(parsed));
        Files = StateFiles.For(Session, parsed.GetValue(common.State), parsed.GetValue(common.StateOut), parsed.GetValue(common.Backup));
        if (Session.Diagnostics.HasErrors || Files.Read(Session.Diagnostics) is not { } state) return null;
        var run = Session.CreateRun(Configuration, Variables, observer, parsed.GetValue(common.Parallelism), applying: false, planTimestamp: TimeProvider.System.GetUtcNow());
        return await new Planner(run, options).PlanAsync(state, cancellation).ConfigureAwait(false);
    }

    /// <summary>False where something failed; what was done is in the state all the same.</summary>
    public async Task<bool> ApplyAsync(Plan plan, IRunObserver observer, CancellationToken stopping, CancellationToken cancellation)
    {
        if (Configuration is null || Files is null) return false;
        var run = Session.CreateRun(Configuration, Variables, observer, parsed.GetValue(common.Parallelism), applying: true, plan.Timestamp);
        var state = await new Applier(run, new NoJournal(), new NoProvisioners(), Random.Shared).ApplyAsync(plan, stopping, cancellation).ConfigureAwait(false);
        return Files.Write(state, plan.PreviousState, Session.Diagnostics) && !Session.Diagnostics.HasErrors;
    }

    public int Report(int failure = 1)
    {
        if (parsed.GetValue(common.Json)) return Session.Diagnostics.HasErrors ? failure : 0;
        DiagnosticText.Write(Session.Diagnostics.HasErrors ? terminal.Error : terminal.Out, Session.Diagnostics, UseColor);
        return Session.Diagnostics.HasErrors ? failure : 0;
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
