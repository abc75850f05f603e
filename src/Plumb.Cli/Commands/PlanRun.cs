using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Rendering.Plans;
using Plumb.Cli.Rendering.Progress;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Applying;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Generating;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Providers;
using Plumb.Engine.State;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Commands;

/// <summary>What plan, apply, destroy and refresh have in common: from the options to a plan, and from a plan to a new state. The state is locked all the while.</summary>
internal sealed class PlanRun(Terminal terminal, CommonOptions common, ParseResult parsed) : IAsyncDisposable
{
    private static readonly Diagnostic Incomplete = new(new DiagnosticRule("CLI025", Severity.Warning, "Applied changes may be incomplete"), null,
        "The plan was made for some objects only, by -target or -exclude, so changes that the configuration asks for may be left out, and outputs may not be up to date.")
    {
        Help = "To see whether anything else is pending, run:\n    plumb plan",
    };

    private static readonly DiagnosticRule Halted = new("CLI024", Severity.Error, "execution halted");
    private static readonly DiagnosticRule ManagedAlready = new("CLI023", Severity.Error, "Resource already managed by Terraform");
    private static readonly DiagnosticRule NoJournal = new("CLI072", Severity.Error, "Failed to begin the journal");

    private IStateStore? _store;
    private IStateLock? _lock;

    public ProjectSession Session { get; } = new(terminal, parsed);

    public ConfigurationTree? Configuration { get; private set; }

    public IReadOnlyDictionary<string, GivenVariable> Variables { get; private set; } = new Dictionary<string, GivenVariable>();

    /// <summary>The state after a successful apply.</summary>
    public StateDocument? State { get; private set; }

    /// <summary>A mode that the command itself asks for, whatever the options say.</summary>
    public PlanMode? Mode { get; init; }

    /// <summary>Objects to be taken in, which the plan is about then.</summary>
    public IReadOnlyList<ImportTarget> Imports { get; set; } = [];

    /// <summary>What the command itself wants of the configuration; false where it is reported to be missing.</summary>
    public Func<ConfigurationTree, bool>? Check { get; set; }

    /// <summary>Where configuration of imported objects that have none is to go; null to generate none.</summary>
    public GeneratedConfigFile? Generated { get; init; }

    /// <summary>Where the configuration is, if not in the working directory.</summary>
    public string? ConfigurationDirectory { get; init; }

    public bool UseColor => common.UsesColor(terminal, parsed);

    /// <summary>Tells of the run as people read it.</summary>
    public ProgressLines CreateProgress(bool importing = false) => new(terminal, new ProgressStyle(UseColor)
    {
        IsConcise = parsed.GetResult(common.Concise) is not null && parsed.GetValue(common.Concise),
        IsLive = terminal.CanRedraw && !parsed.GetValue(common.NoColor) && terminal.Log?.IsOnScreen != true,
        IsImportCommand = importing,
    }, TimeProvider.System);

    private bool AsksForInput => parsed.GetValue(common.Input) && !parsed.GetValue(common.Json) && terminal.AsksForInput;

    /// <summary>Null where a plan could not even be begun, which is reported.</summary>
    public async Task<Plan?> PlanAsync(bool destroy, IRunObserver observer, CancellationToken cancellation)
    {
        var options = Session.ReadPlanOptions(common, parsed, destroy);
        if (options is not null && Mode is { } mode) options = options with { Mode = mode };
        if (options is not null && Generated is not null)
        {
            if (!Generated.CanBeMade(options.Mode, Session.Diagnostics)) return null;
            options = options with { GeneratedFile = Generated.Path };
        }
        Configuration = Session.LoadConfiguration(required: options?.Mode != PlanMode.Destroy, ConfigurationDirectory ?? ".");
        if (options is null || Configuration is null || Check?.Invoke(Configuration) == false) return null;
        options = options with { Targets = [.. options.Targets, .. Imports.Select(i => new Target(i.Address.Module, i.Address.Resource.Resource, i.Address.Key))] };
        Variables = new VariableInputs(terminal, Session.Diagnostics).Gather(Configuration.Root.Config, terminal.WorkingDirectory, CommonOptions.VariablesInOrder(parsed));
        if (AsksForInput) Variables = await VariablePrompts.CompleteAsync(terminal, Configuration.Root.Config, Variables, UseColor, Session.Diagnostics, cancellation).ConfigureAwait(false);
        if (Session.Diagnostics.HasErrors || !await Session.ValidateAsync(Configuration, parsed.GetValue(common.Parallelism), planFollows: true, cancellation).ConfigureAwait(false)) return null;
        if (await ReadStateAsync(destroy, cancellation).ConfigureAwait(false) is not { } state) return null;
        var run = Session.CreateRun(Configuration, Variables, observer, parsed.GetValue(common.Parallelism), applying: false, planTimestamp: TimeProvider.System.GetUtcNow());
        if (Imports.FirstOrDefault(i => state.Resources.GetValueOrDefault(i.Address.Resource)?.Instances.ContainsKey(i.Address.Key) == true) is { } managed)
        {
            Session.Diagnostics.Add(ManagedAlready, null, $"{managed.Address} is in the state already, so nothing can be imported to it. To import another object there, remove the present one from the state first.");
            return null;
        }
        return await new Planner(run, options) { Imports = Imports }.PlanAsync(state, cancellation).ConfigureAwait(false);
    }

    /// <summary>False where something failed; what was done is in the state all the same.</summary>
    public async Task<bool> ApplyAsync(Plan plan, IRunObserver observer, CancellationToken stopping, CancellationToken cancellation)
    {
        if (Configuration is null || _store is null) return false;
        var run = Session.CreateRun(Configuration, Variables, observer, parsed.GetValue(common.Parallelism), applying: true, plan.Timestamp);
        if (await BeginJournalAsync(_store, plan, cancellation).ConfigureAwait(false) is not { } journal) return false;
        State = await new Applier(run, journal, Session.Provisioners, Random.Shared).ApplyAsync(plan, stopping, cancellation).ConfigureAwait(false);
        if (plan.Targets.Count + plan.Excludes.Count > 0 && Imports.Count == 0) Session.Diagnostics.Add(Incomplete);
        if (stopping.IsCancellationRequested && !Session.Diagnostics.HasErrors) Session.Diagnostics.Add(Halted, null, "The run was interrupted. What it had begun is done and in the state; the rest was left as it was.");
        if (await _store.WriteAsync(State, Session.Diagnostics, CancellationToken.None).ConfigureAwait(false)) return !Session.Diagnostics.HasErrors;
        ErroredState.Keep(State, terminal, Session.Diagnostics);
        return false;
    }

    /// <summary>Null where it cannot be written, which is reported; then nothing may be changed.</summary>
    private async ValueTask<IStateJournal?> BeginJournalAsync(IStateStore store, Plan plan, CancellationToken cancellation)
    {
        try
        {
            return await store.BeginJournalAsync(plan.PriorState, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Session.Diagnostics.Add(new Diagnostic(NoJournal, null, $"Nothing was changed, because what is done could not be written down: {e.Message}")
            {
                Help = "See to it that there is room on the disk and that the folder of the state may be written to.",
            });
            return null;
        }
    }

    /// <summary>Saves a plan with the configuration that it was made from.</summary>
    public void Save(Plan plan, string file, bool silent = false)
    {
        SavedPlanFile.Write(plan, Path.GetFullPath(file, terminal.WorkingDirectory), Configuration, terminal.WorkingDirectory, Session.Diagnostics);
        if (!silent && !Session.Diagnostics.HasErrors) terminal.Out.Write($"\nSaved the plan to: {file}\n\nTo perform exactly these actions, run the following command to apply:\n    {terminal.Program.Command} apply \"{file}\"\n");
    }

    /// <summary>A saved plan with its own configuration, held against the present state; null where it cannot be applied, which is reported.</summary>
    public async Task<Plan?> OpenAsync(string file, CancellationToken cancellation)
    {
        var saved = SavedPlanFile.Read(Path.GetFullPath(file, terminal.WorkingDirectory), file, Session.Diagnostics);
        if (saved is null || SavedPlanFile.Configuration(saved, file, Session.Diagnostics) is not { } snapshot || !SavedLocks.AreCurrent(saved, terminal.WorkingDirectory, Session.Diagnostics)) return null;
        Configuration = Session.LoadConfiguration(snapshot, saved.Plan);
        if (Configuration is null) return null;
        GeneratedResources.Declare(Configuration, saved.Plan);
        Variables = SavedVariables.Of(saved.Plan, Configuration.Root.Config, parsed, Session);
        if (Session.Diagnostics.HasErrors || await ReadStateAsync(destroy: false, cancellation).ConfigureAwait(false) is not { } present) return null;
        return SavedPlanChecks.CanApply(saved.Plan, present, Session.Diagnostics) ? saved.Plan : null;
    }

    /// <summary>The plan as people read it.</summary>
    public async Task<string> DescribeAsync(Plan plan, CancellationToken cancellation)
    {
        var schemas = await ProviderSchemas.LoadAsync(Session.OpenProviders(), Configuration, [plan.PriorState, plan.PreviousState], Session.Diagnostics, cancellation).ConfigureAwait(false);
        return new PlanText(UseColor, schemas, terminal.Program.Product).Format(plan);
    }

    public int Report()
    {
        DiagnosticText.Write(terminal, Session.Diagnostics, UseColor, parsed.GetValue(common.CompactWarnings));
        return Session.Diagnostics.HasErrors ? 1 : 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_lock is not null) await _lock.DisposeAsync().ConfigureAwait(false);
        if (_store is not null) await _store.DisposeAsync().ConfigureAwait(false);
        await Session.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<StateDocument?> ReadStateAsync(bool destroy, CancellationToken cancellation)
    {
        _store = StateAccess.Open(Session, parsed.GetValue(common.State), parsed.GetValue(common.StateOut), parsed.GetValue(common.Backup));
        if (parsed.GetValue(common.Lock))
        {
            var request = new StateLockRequest(destroy || parsed.CommandResult.Command.Name != "plan" ? "OperationTypeApply" : "OperationTypePlan", "", common.LockPatience(parsed));
            _lock = await _store.LockAsync(request, Session.Diagnostics, cancellation).ConfigureAwait(false);
            if (_lock is null) return null;
        }
        return await _store.ReadAsync(Session.Diagnostics, cancellation).ConfigureAwait(false);
    }
}
