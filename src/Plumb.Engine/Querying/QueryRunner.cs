using Plumb.Core.Addresses;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Moves;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;

namespace Plumb.Engine.Querying;

/// <summary>
/// Runs the <c>list</c> blocks of a configuration's queries. What they refer to is evaluated as for a plan that changes
/// nothing; objects are told of to the run's observer as they are found.
/// </summary>
/// <param name="run">The run; its configuration has been loaded with its queries.</param>
/// <param name="generates">Whether configuration is written for what is found.</param>
public sealed class QueryRunner(RunContext run, bool generates)
{
    /// <summary>What was found, in the order of the blocks; faults are in the run's diagnostics.</summary>
    public async Task<IReadOnlyList<FoundObject>> RunAsync(StateDocument state, CancellationToken cancellation)
    {
        if (!await run.LoadSchemasAsync(ProvidersInUse.Of(run.Configuration), cancellation).ConfigureAwait(false)) return [];
        var graph = GraphBuilder.Build(run.Configuration);
        var lists = graph.Resources.Values.Where(r => r.Resource.Name.Mode == ResourceMode.List).ToArray();
        if (lists.Length == 0)
        {
            run.Diagnostics.Add(new(QueryRules.NothingAsked, null, "There is no list block in a file whose name ends in .tfquery.hcl, so there is nothing to look for."));
            return [];
        }
        var options = new PlanOptions { Mode = PlanMode.RefreshOnly, Refresh = false };
        var inputs = new PlanInputs(options, new BlockOrdering(graph), new MoveResults(), new ImportTargets(run.Configuration, []));
        var listing = new Listing(run, generates);
        var walk = new PlanWalk(run, graph, options, new PlanLedger(StateCopy.Of(state)), inputs) { Listing = listing };
        try
        {
            await walk.WalkAsync(ConfigurationGraph.WithDependencies(lists), cancellation).ConfigureAwait(false);
        }
        finally
        {
            await walk.Ephemerals.CloseAllAsync().ConfigureAwait(false);
        }
        return listing.Found();
    }
}
