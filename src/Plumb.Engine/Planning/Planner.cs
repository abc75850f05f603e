using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning.Generating;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Moves;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Planning.Relevance;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;
using Plumb.Hcl.Evaluation;

namespace Plumb.Engine.Planning;

/// <summary>Turns configuration and prior state into a plan. Performs no I/O of its own: providers are asked, nothing is changed.</summary>
public sealed class Planner(RunContext run, PlanOptions options)
{
    /// <summary>Objects that the import command asks for beside the configuration's import blocks.</summary>
    public IReadOnlyList<ImportTarget> Imports { get; init; } = [];

    /// <summary>What names mean in the root module of the latest plan; null where none came so far.</summary>
    internal EvaluationScope? RootScope { get; private set; }

    /// <summary>Always a plan; one with faults is marked errored and holds what could be planned.</summary>
    public async Task<Plan> PlanAsync(StateDocument previous, CancellationToken cancellation)
    {
        var prior = StateCopy.Of(previous);
        var ledger = new PlanLedger(prior);
        var timestamp = run.Time.GetUtcNow();
        if (!HasVariables()) return Errored(previous, ledger, timestamp);
        if (options.GeneratedFile is not null) GeneratedResources.Declare(run.Configuration, prior);
        if (!await LoadSchemasAsync(previous, cancellation).ConfigureAwait(false)) return Errored(previous, ledger, timestamp);

        var graph = GraphBuilder.Build(run.Configuration);
        RemovedBlocks.Check(run.Configuration, run.Diagnostics);
        var moves = StateMover.Apply(run.Configuration, prior, run.Diagnostics);
        if (run.Diagnostics.HasErrors) return Errored(previous, ledger, timestamp);
        var imports = new ImportTargets(run.Configuration, Imports);
        ConnectImports(graph, imports);
        AddOrphanProviders(graph, prior);
        if (run.Diagnostics.HasErrors) return Errored(previous, ledger, timestamp) with { Attempted = true };

        var inputs = new PlanInputs(options, new BlockOrdering(graph), moves, imports);
        var walk = new PlanWalk(run, graph, options, ledger, inputs);
        RootScope = walk.RootScope;
        WarnOfTargets();
        ActionPlanning actions;
        try
        {
            if (!await walk.WalkAsync(Selected(graph, prior), cancellation).ConfigureAwait(false)) return Errored(previous, ledger, timestamp);
            if (options.Invoke.Count == 0) await new Orphans(run, options, ledger, inputs, walk).PlanAsync(cancellation).ConfigureAwait(false);
            actions = new ActionPlanning(run, options, ledger, walk);
            if (!run.Diagnostics.HasErrors) await actions.PlanAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await walk.Ephemerals.CloseAllAsync().ConfigureAwait(false);
        }
        return Emit(previous, ledger, walk, moves, actions, timestamp);
    }

    private IReadOnlyCollection<Vertex> Selected(ConfigurationGraph graph, StateDocument prior)
    {
        if (options.Invoke.Count > 0) return ConfigurationGraph.WithDependencies(graph.Resources.Values.Where(r => r.Resource.Name.Mode == ResourceMode.Action && options.Invoke.Any(t => t.MatchesBlock(r.Address))));
        var selected = TargetSelection.Select(graph, options, prior);
        return graph.Triggers.Count == 0 || selected is not HashSet<Vertex> some ? selected : graph.WithTriggers(some);
    }

    /// <summary>Without a value for each variable of the root module nothing is planned.</summary>
    private bool HasVariables()
    {
        foreach (var variable in run.Configuration.Root.Config.Variables.Values)
            if (variable.Default is null && !run.Variables.ContainsKey(variable.Name)) VariableEvaluator.Prepare(variable, null, null, true, run.Diagnostics);
        return !run.Diagnostics.HasErrors;
    }

    private ValueTask<bool> LoadSchemasAsync(StateDocument state, CancellationToken cancellation) =>
        run.LoadSchemasAsync(ProvidersInUse.Of(run.Configuration, state), cancellation);

    /// <summary>What an import's id and for_each refer to comes before the block that they import to.</summary>
    private void ConnectImports(ConfigurationGraph graph, ImportTargets imports)
    {
        foreach (var (block, import) in imports.All)
        {
            if (graph.Resources.TryGetValue(block, out var vertex)) GraphBuilder.ConnectExpressions(graph, vertex, run.Configuration.Root, [import.Id, import.Identity, import.ForEach]);
            else if (options.GeneratedFile is null || !GeneratedResources.CanDescribe(import)) run.Diagnostics.Add(WithoutConfiguration(block, import));
        }
        if (options.GeneratedFile is not null && !run.Diagnostics.HasErrors) run.Diagnostics.Add(PlanRules.ConfigIsGenerated, null, "The form of the configuration that is generated for imported objects may change in later versions.");
    }

    private Diagnostic WithoutConfiguration(ResourceConfigAddress block, ImportConfig import)
    {
        var missing = new Diagnostic(PlanRules.ImportNoConfig, import.To.Span, $"The configuration for the given import target {block} does not exist. All target instances must have an associated configuration to be imported.");
        if (!block.Module.IsRoot) return missing;
        if (options.GeneratedFile is null) return missing with { Help = "Write a resource block for it, or have one written:\n    terraform plan -generate-config-out=generated.tf" };
        return missing with { Detail = "Configuration can be generated for a resource with one instance only: not for an import block with for_each, and not for an instance that has a key." };
    }

    /// <summary>Providers of objects that have no configuration any more are configured too.</summary>
    private void AddOrphanProviders(ConfigurationGraph graph, StateDocument state)
    {
        foreach (var address in state.Resources.Values.Select(r => r.Provider).Distinct())
        {
            if (graph.Providers.ContainsKey(address) || !address.Module.IsRoot || address.Alias is not null) continue;
            graph.Providers[address] = graph.Add(new ProviderVertex(run.Configuration.Root, address, null));
        }
    }

    private void WarnOfTargets()
    {
        // An import command is about one object in any case.
        if ((options.Targets.Count == 0 && options.Excludes.Count == 0) || Imports.Count > 0) return;
        run.Diagnostics.Add(PlanRules.TargetingInUse, null,
            "You are creating a plan with the -target option, which means that the result of this plan may not represent all of the changes requested by the current configuration.\n\nThe -target option is not for routine use, and is provided only for exceptional situations such as recovering from errors or mistakes, or when an error message suggests to use it.");
    }

    private Plan Emit(StateDocument previous, PlanLedger ledger, PlanWalk walk, MoveResults moves, ActionPlanning actions, DateTimeOffset timestamp)
    {
        var changes = options.Mode == PlanMode.RefreshOnly ? [] : ledger.Changes();
        var deferred = ledger.Deferred();
        var outputs = OutputPlanning.Changes(previous, walk.RootOutputs, options.Mode, options.Targets.Count + options.Excludes.Count > 0, run.Configuration.Root.Config);
        OutputPlanning.Store(ledger.Prior, walk.RootOutputs);
        WarnOfForgotten(changes);
        var drift = DriftWithMoves(ledger, moves);
        var plan = new Plan
        {
            Mode = options.Mode,
            Variables = GivenVariables(),
            EphemeralVariables = [.. run.Configuration.Root.Config.Variables.Values.Where(v => v.Ephemeral && run.Variables.ContainsKey(v.Name)).Select(v => v.Name)],
            Changes = changes,
            Drift = drift,
            Deferred = deferred,
            Actions = actions.Actions,
            DeferredActions = actions.Deferred,
            DeferralAllowed = options.DeferralAllowed,
            Outputs = outputs,
            Checks = options.Mode == PlanMode.Destroy ? [.. walk.CheckResults().Select(c => c with { Status = CheckStatus.Unknown, Objects = [] })] : walk.CheckResults(),
            PreviousState = previous,
            PriorState = ledger.Prior,
            Targets = [.. options.Targets.Select(t => t.ToString())],
            Excludes = [.. options.Excludes.Select(t => t.ToString())],
            ForcedReplacements = [.. options.Replace.Select(t => t.ToString())],
            RelevantAttributes = Contributions.To(run.Configuration, r => run.ResourceSchema(r.ProviderAddress, r.Name.Mode, r.Name.Type)?.Block, changes, [.. outputs.Where(o => o.Action != ChangeAction.NoOp).Select(o => (ModuleInstanceAddress.Root, o.Name)), .. options.Mode == PlanMode.Destroy ? [] : walk.CalledOutputs()]),
            Timestamp = timestamp,
            Workspace = run.Environment.Workspace,
            Errored = run.Diagnostics.HasErrors,
            Complete = !run.Diagnostics.HasErrors && options.Targets.Count == 0 && options.Excludes.Count == 0 && deferred.Count + actions.Deferred.Count == 0 && options.Invoke.Count == 0,
        };
        return plan with { Applyable = !plan.Errored && (options.Mode == PlanMode.RefreshOnly ? drift.Any(d => d.Action != ChangeAction.NoOp) || outputs.Any(o => o.Action != ChangeAction.NoOp) : plan.HasChanges) };
    }

    private void WarnOfForgotten(IReadOnlyList<ResourceChange> changes)
    {
        var forgotten = changes.Where(c => c.Action == ChangeAction.Forget).Select(c => $"\n - {c.Address}").ToArray();
        if (forgotten.Length == 0) return;
        run.Diagnostics.Add(PlanRules.Forgetting, null,
            $"With this plan applied, these objects are not managed any more, and nothing is done to them:{string.Concat(forgotten)}\n\nTo manage them again they have to be imported.");
    }

    /// <summary>An object that only moved is among the drift too: where nothing is planned, that is the place to see it.</summary>
    private ResourceChange[] DriftWithMoves(PlanLedger ledger, MoveResults moves)
    {
        var drift = ledger.Drift();
        var found = drift.Select(d => d.Address).ToHashSet();
        var moved = moves.Previous.Where(m => !found.Contains(m.Key)).Select(m => MovedObject(ledger, m.Value, m.Key)).OfType<ResourceChange>();
        return [.. drift.Concat(moved).OrderBy(d => d.Address)];
    }

    private ResourceChange? MovedObject(PlanLedger ledger, ResourceInstanceAddress from, ResourceInstanceAddress to)
    {
        if (!ledger.Prior.Resources.TryGetValue(to.Resource, out var resource) || resource.Instances.GetValueOrDefault(to.Key)?.Current is not { Value: { } value } stored) return null;
        var schema = run.ResourceSchema(resource.Provider.Provider, to.Resource.Resource.Mode, to.Resource.Resource.Type);
        IReadOnlyList<PathMarks> marks = [.. stored.SensitivePaths.Select(p => new PathMarks(p, MarkSet.Sensitive)), .. schema is null ? [] : SchemaMarks.Sensitive(schema.Block, value)];
        var marked = marks.Count == 0 ? value : value.WithMarksAt(marks);
        return new ResourceChange { Address = to, PreviousAddress = from, Provider = resource.Provider, Action = ChangeAction.NoOp, Before = marked, After = marked };
    }

    private Dictionary<string, Value> GivenVariables() => run.Variables
        .Where(v => run.Configuration.Root.Config.Variables.TryGetValue(v.Key, out var declared) && !declared.Ephemeral)
        .ToDictionary(v => v.Key, v => v.Value.Value);

    private Plan Errored(StateDocument previous, PlanLedger ledger, DateTimeOffset timestamp) => new()
    {
        Mode = options.Mode,
        PreviousState = previous,
        PriorState = ledger.Prior,
        Timestamp = timestamp,
        Variables = GivenVariables(),
        Errored = true,
        Attempted = false,
    };
}
