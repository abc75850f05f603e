using Plumb.Engine.Graph;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning;

/// <summary>Which vertices a plan with targets or exclusions visits.</summary>
internal static class TargetSelection
{
    /// <param name="graph">Everything.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="prior">Objects that have no block any more can be targets too, and need their providers.</param>
    public static IReadOnlyCollection<Vertex> Select(ConfigurationGraph graph, PlanOptions options, StateDocument prior)
    {
        if (options.Excludes.Count > 0) return Excluding(graph, options);
        return options.Targets.Count == 0 ? graph.Vertices : Targeting(graph, options, prior);
    }

    /// <summary>The targets, what they need, and the root outputs that need nothing else.</summary>
    private static HashSet<Vertex> Targeting(ConfigurationGraph graph, PlanOptions options, StateDocument prior)
    {
        var roots = graph.Resources.Values.Where(r => options.Targets.Any(t => t.MatchesBlock(r.Address)));
        var targets = new DestroyTargets(options, prior);
        var providers = prior.Resources.Values.Where(r => r.Instances.Keys.Any(k => targets.Has(r.Address.Instance(k)))).Select(r => graph.Providers.GetValueOrDefault(r.Provider)).OfType<Vertex>();
        var selected = ConfigurationGraph.WithDependencies(roots.Concat(providers));
        foreach (var output in graph.Outputs.Values.Where(o => o.Module.Parent is null))
        {
            var needed = ConfigurationGraph.WithDependencies([output]);
            if (needed.OfType<ResourceVertex>().Any() && needed.OfType<ResourceVertex>().All(selected.Contains)) selected.UnionWith(needed);
        }
        return selected;
    }

    /// <summary>All but what is excluded whole and what needs it.</summary>
    private static HashSet<Vertex> Excluding(ConfigurationGraph graph, PlanOptions options)
    {
        var excluded = new HashSet<Vertex>(graph.Resources.Values.Where(r => options.Excludes.Any(t => t.Key.IsNone && t.MatchesBlock(r.Address))));
        var dependents = new Dictionary<Vertex, List<Vertex>>();
        foreach (var vertex in graph.Vertices)
        {
            foreach (var dependency in vertex.Dependencies)
            {
                if (!dependents.TryGetValue(dependency, out var list)) dependents[dependency] = list = [];
                list.Add(vertex);
            }
        }
        var open = new Stack<Vertex>(excluded);
        while (open.TryPop(out var vertex))
            foreach (var dependent in dependents.GetValueOrDefault(vertex) ?? [])
                if (dependent is not ModuleCloseVertex && excluded.Add(dependent)) open.Push(dependent);
        return [.. graph.Vertices.Where(v => !excluded.Contains(v))];
    }
}
