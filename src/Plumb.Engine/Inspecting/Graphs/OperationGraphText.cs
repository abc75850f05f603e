using System.Text;
using Plumb.Core.Addresses;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Inspecting.Graphs;

/// <summary>Draws everything that an operation evaluates, and in which order, in the DOT language with the peer's names.</summary>
public sealed class OperationGraphText
{
    private readonly PrintedGraph _graph = new();
    private readonly Dictionary<string, (string Label, string Shape)> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<ResourceConfigAddress, string[]> _instances;
    private readonly ConfigurationGraph _vertices;
    private readonly bool _isPlan;

    private OperationGraphText(ConfigurationTree tree, IReadOnlyList<ResourceChange>? planned)
    {
        var changes = planned ?? [];
        _isPlan = planned is null;
        _vertices = GraphBuilder.Build(tree);
        _instances = changes.Where(c => c.DeposedKey is null && c.Action is not (ChangeAction.NoOp or ChangeAction.Delete or ChangeAction.Forget))
            .GroupBy(c => c.Address.Resource.Config).ToDictionary(g => g.Key, g => g.Select(c => c.Address.ToString()).ToArray());
    }

    /// <summary>The graph of a plan, or with changes that of applying them.</summary>
    public static string Format(ConfigurationTree tree, IReadOnlyList<ResourceChange>? changes, bool drawCycles)
    {
        var text = new OperationGraphText(tree, changes);
        foreach (var vertex in text._vertices.Vertices) text.Add(vertex);
        foreach (var change in changes ?? [])
            if (change.Action is ChangeAction.Delete or ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete) text.AddDestroy(change);
        return text.Print(drawCycles);
    }

    /// <summary>The graph of destroying all that a state holds: what is needed goes after what needs it.</summary>
    public static string FormatDestroy(ConfigurationTree tree, StateDocument state, bool drawCycles)
    {
        var text = new OperationGraphText(tree, []);
        foreach (var resource in state.Resources.Values.Where(r => r.Address.Resource.Mode == ResourceMode.Managed))
        {
            var block = resource.Address.Config;
            text.Show(DestroyOf(block), block.ToString(), "box");
            text.AddProviderUse(resource.Provider, DestroyOf(block));
            foreach (var needed in resource.Instances.Values.SelectMany(i => i.Current?.Dependencies ?? []))
                if (!needed.Equals(block) && state.Resources.Keys.Any(a => a.Config.Equals(needed) && a.Resource.Mode == ResourceMode.Managed)) text._graph.Connect(DestroyOf(needed), DestroyOf(block));
        }
        foreach (var output in tree.Root.Config.Outputs.Keys) text._graph.Add($"output.{output} (expand)");
        return text.Print(drawCycles);
    }

    private static string DestroyOf(ResourceConfigAddress block) => block + " (destroy)";

    private void Add(Vertex vertex)
    {
        // A module's gate stands for its depends_on alone, and its root has no name of its own.
        if (vertex is ModuleGateVertex || vertex is ModuleCloseVertex { Module.Address.IsRoot: true }) return;
        var name = NameOf(vertex);
        _graph.Add(name);
        foreach (var dependency in DependenciesOf(vertex))
            foreach (var target in TargetsOf(dependency)) _graph.Connect(name, target);
        switch (vertex)
        {
            case ResourceVertex resource: AddResource(resource, name); break;
            case ProviderVertex provider: Show(name, provider.Address.ToString(), "diamond"); break;
            case VariableVertex { Module.Address.IsRoot: true }: Show(name, name, "note"); break;
            case CheckVertex check when _isPlan: _graph.Connect(name, check + " (report)"); break;
        }
    }

    private void AddResource(ResourceVertex resource, string name)
    {
        Show(name, resource.Address.ToString(), "box");
        foreach (var provider in resource.Dependencies.OfType<ProviderVertex>()) _graph.Connect(provider.Address + " (close)", name);
        foreach (var instance in _instances.GetValueOrDefault(resource.Address) ?? [])
        {
            Show(instance, resource.Address.ToString(), "box");
            _graph.Connect(instance, name);
            foreach (var provider in resource.Dependencies.OfType<ProviderVertex>()) _graph.Connect(provider.Address + " (close)", instance);
        }
    }

    private void AddDestroy(ResourceChange change)
    {
        var (name, deposed) = ($"{change.Address} (destroy)", change.DeposedKey);
        if (deposed is not null) name = $"{change.Address} (destroy deposed {deposed})";
        Show(name, change.Address.ToString(), "box");
        AddProviderUse(change.Provider, name);
        if (deposed is not null || change.Action is ChangeAction.Delete) return;
        if (change.Action == ChangeAction.CreateThenDelete) _graph.Connect(name, change.Address.ToString());
        else _graph.Connect(change.Address.ToString(), name);
    }

    private void AddProviderUse(ProviderConfigAddress provider, string name)
    {
        Show(provider.ToString(), provider.ToString(), "diamond");
        _graph.Connect(name, provider.ToString());
        _graph.Connect(provider + " (close)", name);
    }

    private void Show(string name, string label, string shape)
    {
        _graph.Add(name);
        _shown[name] = (label, shape);
    }

    /// <summary>Who waits for a resource waits for its instances, where those are known.</summary>
    private string[] TargetsOf(Vertex vertex) =>
        vertex is ResourceVertex resource && _instances.TryGetValue(resource.Address, out var instances) ? instances : [NameOf(vertex)];

    private static IEnumerable<Vertex> DependenciesOf(Vertex vertex)
    {
        foreach (var dependency in vertex.Dependencies)
        {
            if (dependency is not ModuleGateVertex) yield return dependency;
            else
                foreach (var behind in DependenciesOf(dependency)) yield return behind;
        }
    }

    private static string NameOf(Vertex vertex) => vertex switch
    {
        ProviderVertex or ModuleExpansionVertex or ModuleCloseVertex or DestroyVertex => vertex.ToString(),
        VariableVertex { Module.Address.IsRoot: true } => vertex.ToString(),
        _ => vertex + " (expand)",
    };

    private string Print(bool drawCycles)
    {
        var cycles = _graph.Cycles();
        if (cycles.Count == 0) _graph.Reduce();
        foreach (var root in _graph.Roots()) _graph.Connect("root", root);
        var text = new StringBuilder("digraph {\n\tcompound = \"true\"\n\tnewrank = \"true\"\n\tsubgraph \"root\" {\n");
        foreach (var name in _graph.Names)
            if (_shown.TryGetValue(name, out var shown)) text.Append($"\t\t{Quote(name)} [label = {QuotedText.Quote(shown.Label)}, shape = \"{shown.Shape}\"]\n");
        foreach (var (from, to) in _graph.Names.SelectMany(n => _graph.TargetsOf(n).Select(t => (n, t))).OrderBy(e => $"{Quote(e.n)} -> {Quote(e.t)}", Utf8Order.Instance))
        {
            var isCycle = drawCycles && cycles.Any(c => c.Contains(from) && c.Contains(to));
            text.Append($"\t\t{Quote(from)} -> {Quote(to)}{(isCycle ? " [color = \"red\", penwidth = \"2.0\"]" : "")}\n");
        }
        return text.Append("\t}\n}\n").ToString();
    }

    private static string Quote(string name) => QuotedText.Quote("[root] " + name);
}
