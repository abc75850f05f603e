using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Graph;

namespace Plumb.Engine.Planning;

/// <summary>
/// What the graph says of the order between resource blocks: which create before they destroy, by their own wish or
/// because something that depends on them does, and what a state has to remember of dependencies.
/// </summary>
internal sealed class BlockOrdering
{
    /// <summary>
    /// Up to so many ancestors are all kept, as the peer keeps them. Of more only the nearest are: the order of
    /// destroying follows from those, and keeping all would grow with the square of a chain's length.
    /// </summary>
    private const int MostAncestors = 64;

    private readonly ConfigurationGraph _graph;
    private readonly HashSet<Vertex> _createFirst;
    private readonly ConcurrentDictionary<ResourceVertex, IReadOnlyList<ResourceConfigAddress>> _dependencies = [];

    /// <summary>
    /// Whether a block has any instance; asked of blocks that a walk has visited. An object that is made from others
    /// through a block without instances is destroyed before those all the same.
    /// </summary>
    public Func<ResourceVertex, bool> HasInstances { get; set; } = _ => true;

    public BlockOrdering(ConfigurationGraph graph)
    {
        _graph = graph;
        _createFirst = ConfigurationGraph.WithDependencies(graph.Resources.Values.Where(r => r.Resource.Lifecycle.CreateBeforeDestroy));
    }

    public bool CreatesBeforeDestroying(ResourceVertex vertex) => _createFirst.Contains(vertex);

    /// <summary>What the state keeps for instances of the block, in address order.</summary>
    public IReadOnlyList<ResourceConfigAddress> DependenciesOf(ResourceVertex vertex) => _dependencies.GetOrAdd(vertex, FindDependencies);

    /// <summary>Blocks that <c>depends_on</c> names, of the block itself or of a module call around it.</summary>
    public IEnumerable<ResourceConfigAddress> ExplicitDependenciesOf(ResourceVertex vertex)
    {
        var roots = new List<Vertex>();
        foreach (var traversal in vertex.Resource.DependsOn)
        {
            switch (ReferenceParser.Parse(traversal, null))
            {
                case ResourceReference r when _graph.Resources.TryGetValue(new(vertex.Module.Address, r.Resource), out var resource): roots.Add(resource); break;
                case ModuleCallReference m when vertex.Module.Children.TryGetValue(m.Name, out var child): roots.Add(_graph.Closes[child]); break;
            }
        }
        if (_graph.Gates.TryGetValue(vertex.Module, out var gate)) roots.Add(gate);
        return Nearest(roots).OfType<ResourceVertex>().Where(r => r.Resource.Name.Mode == ResourceMode.Managed).Select(r => r.Address);
    }

    /// <summary>The resource blocks that a block waits for without another resource between.</summary>
    public static IEnumerable<ResourceVertex> NearestResources(Vertex vertex) => Nearest(vertex.Dependencies);

    private static IEnumerable<ResourceVertex> Nearest(IEnumerable<Vertex> roots)
    {
        var seen = new HashSet<Vertex>();
        var open = new Stack<Vertex>(roots);
        while (open.TryPop(out var vertex))
        {
            if (!seen.Add(vertex)) continue;
            if (vertex is ResourceVertex resource)
            {
                yield return resource;
                continue;
            }
            if (vertex is ProviderVertex) continue;
            foreach (var next in vertex.Dependencies) open.Push(next);
        }
    }

    private ResourceConfigAddress[] FindDependencies(ResourceVertex vertex)
    {
        var found = new HashSet<ResourceVertex>();
        var seen = new HashSet<Vertex>();
        var open = new Stack<Vertex>(vertex.Dependencies);
        while (open.TryPop(out var next) && found.Count <= MostAncestors)
        {
            if (!seen.Add(next) || next is ProviderVertex) continue;
            if (next is ResourceVertex resource) found.Add(resource);
            foreach (var further in next.Dependencies) open.Push(further);
        }
        if (found.Count > MostAncestors) found = [.. NearestWithData(vertex)];
        return [.. found.Where(r => r.Resource.Name.Mode is ResourceMode.Managed or ResourceMode.Data).Select(r => r.Address)
            .OrderBy(a => a.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Data sources and blocks without instances have nothing to destroy, so what is behind them counts too.</summary>
    private IEnumerable<ResourceVertex> NearestWithData(ResourceVertex vertex)
    {
        var seen = new HashSet<ResourceVertex>();
        var open = new Stack<ResourceVertex>(NearestResources(vertex));
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            yield return next;
            if (next.Resource.Name.Mode == ResourceMode.Managed && HasInstances(next)) continue;
            foreach (var further in NearestResources(next)) open.Push(further);
        }
    }
}
