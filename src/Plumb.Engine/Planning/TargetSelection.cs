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
        var guards = prior.Resources.Values.Where(r => r.Instances.Keys.Any(k => targets.Has(r.Address.Instance(k)))).SelectMany(r => graph.Resources.GetValueOrDefault(r.Address.Config)?.Guards ?? []);
        var selected = ConfigurationGraph.WithDependencies(roots.Concat(providers).Concat(guards));
        var dependents = Dependents(graph);
        var fromResources = WithDependents(graph.Resources.Values, dependents, throughModules: true);
        var fromOthers = WithDependents(graph.Resources.Values.Where(r => !selected.Contains(r)), dependents, throughModules: true);
        selected.UnionWith(ConfigurationGraph.WithDependencies(graph.Outputs.Values.Where(o => o.Module.Parent is null && fromResources.Contains(o) && !fromOthers.Contains(o))));
        return selected;
    }

    /// <summary>All but what is excluded whole and what needs it.</summary>
    private static HashSet<Vertex> Excluding(ConfigurationGraph graph, PlanOptions options)
    {
        var excluded = WithDependents(graph.Resources.Values.Where(r => options.Excludes.Any(t => t.Key.IsNone && t.MatchesBlock(r.Address))), Dependents(graph), throughModules: false);
        return [.. graph.Vertices.Where(v => !excluded.Contains(v))];
    }

    private static Dictionary<Vertex, List<Vertex>> Dependents(ConfigurationGraph graph)
    {
        var dependents = new Dictionary<Vertex, List<Vertex>>();
        foreach (var vertex in graph.Vertices)
        {
            foreach (var dependency in vertex.Dependencies)
            {
                if (!dependents.TryGetValue(dependency, out var list)) dependents[dependency] = list = [];
                list.Add(vertex);
            }
        }
        return dependents;
    }

    /// <summary>The vertices with all that waits for them; what waits for a module as a whole is nothing that needs one of its blocks, unless asked for.</summary>
    private static HashSet<Vertex> WithDependents(IEnumerable<Vertex> roots, Dictionary<Vertex, List<Vertex>> dependents, bool throughModules)
    {
        var found = new HashSet<Vertex>(roots);
        var open = new Stack<Vertex>(found);
        while (open.TryPop(out var vertex))
            foreach (var dependent in dependents.GetValueOrDefault(vertex) ?? [])
                if ((throughModules || dependent is not ModuleCloseVertex) && found.Add(dependent)) open.Push(dependent);
        return found;
    }
}
