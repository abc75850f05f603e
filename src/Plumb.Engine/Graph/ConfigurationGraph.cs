using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Graph;

/// <summary>All vertices of a configuration with their edges. Its text form is one line a vertex with what it waits for.</summary>
public sealed class ConfigurationGraph
{
    public List<Vertex> Vertices { get; } = [];

    public Dictionary<ResourceConfigAddress, ResourceVertex> Resources { get; } = [];

    /// <summary>By the block that sets the actions off.</summary>
    public Dictionary<(ResourceConfigAddress Block, bool IsBefore), TriggerVertex> Triggers { get; } = [];

    public Dictionary<ProviderConfigAddress, ProviderVertex> Providers { get; } = [];

    public Dictionary<(ModuleNode, string), OutputVertex> Outputs { get; } = [];

    public Dictionary<(ModuleNode, string), VariableVertex> Variables { get; } = [];

    public Dictionary<(ModuleNode, string), LocalVertex> Locals { get; } = [];

    public Dictionary<ModuleNode, ModuleExpansionVertex> Expansions { get; } = [];

    public Dictionary<ModuleNode, ModuleGateVertex> Gates { get; } = [];

    public Dictionary<ModuleNode, ModuleCloseVertex> Closes { get; } = [];

    public T Add<T>(T vertex) where T : Vertex
    {
        Vertices.Add(vertex);
        return vertex;
    }

    /// <summary>The vertices that a set needs, directly or not, with the set itself.</summary>
    public static HashSet<Vertex> WithDependencies(IEnumerable<Vertex> roots)
    {
        var found = new HashSet<Vertex>();
        var open = new Stack<Vertex>(roots);
        while (open.TryPop(out var vertex))
        {
            if (!found.Add(vertex)) continue;
            foreach (var dependency in vertex.Dependencies) open.Push(dependency);
        }
        return found;
    }

    /// <summary>The vertices with the actions that they set off, and what those need.</summary>
    public HashSet<Vertex> WithTriggers(HashSet<Vertex> vertices) =>
        [.. vertices, .. WithDependencies(Triggers.Values.Where(t => Resources.TryGetValue(t.Address, out var owner) && vertices.Contains(owner)))];

    public override string ToString() => string.Join('\n', Vertices.Select(v =>
        v.Dependencies.Count == 0 ? v.ToString() : $"{v} <- {string.Join(", ", v.Dependencies.Select(d => d.ToString()).Order(StringComparer.Ordinal))}"));
}
