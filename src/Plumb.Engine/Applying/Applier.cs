using Plumb.Core.Diagnostics;
using Plumb.Engine.Applying.Provisioning;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Applying;

/// <summary>Makes the changes of a plan. Whatever happens, the state it gives back holds every object that exists as far as is known.</summary>
public sealed class Applier(RunContext run, IStateJournal journal, IProvisionerRunner provisioners, Random random)
{
    /// <summary>The new state. <paramref name="stopping"/> asks to start nothing new; <paramref name="cancellation"/> ends what is under way.</summary>
    public async Task<StateDocument> ApplyAsync(Plan plan, CancellationToken stopping, CancellationToken cancellation)
    {
        // The checks of a plan that was just made have been held just now.
        if (plan is { Mode: PlanMode.RefreshOnly, IsSaved: false }) return StateCopy.Of(plan.PriorState);
        if (!await run.LoadSchemasAsync(ProvidersInUse.Of(run.Configuration, plan.PriorState), cancellation).ConfigureAwait(false)) return StateCopy.Of(plan.PriorState);
        await StoredValues.LoadAsync(run, plan.PriorState, cancellation).ConfigureAwait(false);
        var document = StateCopy.Of(plan.PriorState);

        var graph = GraphBuilder.Build(run.Configuration);
        AddStateProviders(graph, document);
        var destroys = ApplyGraph.AddDestroys(run.Configuration, graph, plan);
        var guarded = new GuardedJournal(journal, run.Diagnostics);
        var working = new WorkingState(document, guarded, NewDeposedKey);
        var provisioning = new Provisioning.Provisioning(run, provisioners, stopping);
        var walk = new ApplyWalk(run, graph, plan, working, guarded, provisioning, stopping);
        await using var stop = new ProviderStop(run.Providers, stopping, cancellation);
        try
        {
            await walk.WalkAsync(Select(graph, destroys, plan), cancellation).ConfigureAwait(false);
        }
        finally
        {
            await walk.Ephemerals.CloseAllAsync().ConfigureAwait(false);
        }
        await guarded.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        walk.Skipped.Report(run.Diagnostics);
        if (plan.Mode == PlanMode.RefreshOnly) return StateCopy.Of(plan.PriorState);
        if (plan.Actions.Count > 0 && plan.Actions.All(a => a.Cause is null)) return document;
        StoreOutputs(document, walk, plan);
        WarnOfTargets(plan);
        WarnOfDeferred(plan);
        return document;
    }

    private void WarnOfTargets(Plan plan)
    {
        if (plan.Targets.Count == 0 && plan.Excludes.Count == 0) return;
        run.Diagnostics.Add(new Diagnostic(ApplyRules.Partial, null, "The plan was made with -target or -exclude, so some of what the configuration asks for may not have been done, and outputs may not be up to date.")
        {
            Help = "To see what is left to do, make a plan without these options:\n    plumb plan",
        });
    }

    private void WarnOfDeferred(Plan plan)
    {
        if (plan.Deferred.Count + plan.DeferredActions.Count == 0) return;
        run.Diagnostics.Add(new Diagnostic(ApplyRules.Deferred, null, $"These changes could not be planned yet, so nothing was done to them:{string.Concat(plan.Deferred.Select(d => d.Change.Address).Concat(plan.DeferredActions.Select(d => d.Action.Address)).Select(a => $"\n - {a}"))}")
        {
            Help = "To go on with what is known now, plan and apply once more:\n    plumb apply -allow-deferral",
        });
    }

    private void AddStateProviders(ConfigurationGraph graph, StateDocument state)
    {
        foreach (var address in state.Resources.Values.Select(r => r.Provider).Distinct())
        {
            if (graph.Providers.ContainsKey(address) || !address.Module.IsRoot || address.Alias is not null) continue;
            graph.Providers[address] = graph.Add(new ProviderVertex(run.Configuration.Root, address, null));
        }
    }

    /// <summary>When everything goes, only what destroying needs is evaluated; with targets, what was planned and what that needs.</summary>
    private static IReadOnlyCollection<Vertex> Select(ConfigurationGraph graph, IEnumerable<DestroyVertex> destroys, Plan plan)
    {
        if (plan.Mode == PlanMode.Destroy) return ConfigurationGraph.WithDependencies(destroys);
        if (plan.Actions.Count > 0 && plan.Actions.All(a => a.Cause is null)) return ConfigurationGraph.WithDependencies(plan.Actions.Select(a => (Vertex)graph.Resources[a.Address.Resource.Config]));
        if (plan.Targets.Count == 0 && plan.Excludes.Count == 0) return graph.Vertices;
        var blocks = plan.Changes.Select(c => c.Address.Resource.Config).ToHashSet();
        var roots = graph.Resources.Values.Where(r => blocks.Contains(r.Address)).Cast<Vertex>().Concat(destroys)
            .Concat(graph.Outputs.Values.Where(o => o.Module.Parent is null && plan.Outputs.Any(c => c.Name == o.Output.Name)));
        return graph.WithTriggers(ConfigurationGraph.WithDependencies(roots));
    }

    private void StoreOutputs(StateDocument document, ApplyWalk walk, Plan plan)
    {
        if (plan.Mode == PlanMode.Destroy)
        {
            if (plan.Targets.Count + plan.Excludes.Count == 0)
            {
                foreach (var data in document.Resources.Keys.Where(r => r.Resource.Mode == Core.Addresses.ResourceMode.Data).ToArray()) document.Resources.Remove(data);
                if (document.Resources.Count == 0) document.Outputs.Clear();
            }
            document.CheckResults = plan.Checks;
            return;
        }
        foreach (var name in document.Outputs.Keys.Where(name => !run.Configuration.Root.Config.Outputs.ContainsKey(name)).ToArray()) document.Outputs.Remove(name);
        OutputPlanning.Store(document, walk.RootOutputs);
        document.CheckResults = walk.CheckResults();
    }

    private string NewDeposedKey() => random.Next(int.MinValue, int.MaxValue).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}
