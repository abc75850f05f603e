using System.Text;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Graph;

namespace Plumb.Engine.Inspecting.Graphs;

/// <summary>Draws which resources of a configuration need which others, in the DOT language, a box for each module.</summary>
public static class ResourceGraphText
{
    public static string Format(ConfigurationTree tree)
    {
        var graph = GraphBuilder.Build(tree);
        var blocks = graph.Resources.Values.ToDictionary(v => v.Address.ToString(), v => v.Address, StringComparer.Ordinal);
        var printed = Collapse(graph);
        if (printed.Cycles().Count == 0) printed.Reduce();

        var text = new StringBuilder("digraph G {\n  rankdir = \"RL\";\n  node [shape = rect, fontname = \"sans-serif\"];\n");
        foreach (var module in blocks.Values.GroupBy(b => b.Module).OrderBy(m => m.Key))
        {
            var names = module.OrderBy(b => b.Resource).ToArray();
            if (module.Key.IsRoot) AppendNodes(text, names, "  ");
            else
            {
                text.Append($"  subgraph \"cluster_{module.Key}\" {{\n    label = \"{module.Key}\"\n    fontname = \"sans-serif\"\n");
                AppendNodes(text, names, "    ");
                text.Append("  }\n");
            }
        }
        foreach (var from in blocks.Values.OrderBy(b => b.Module).ThenBy(b => b.Resource))
            foreach (var to in printed.TargetsOf(from.ToString()).OrderBy(t => blocks[t].Module).ThenBy(t => blocks[t].Resource)) text.Append($"  \"{from}\" -> \"{to}\";\n");
        return text.Append("}\n").ToString();
    }

    private static void AppendNodes(StringBuilder text, ResourceConfigAddress[] blocks, string indent)
    {
        foreach (var block in blocks) text.Append($"{indent}\"{block}\" [label=\"{block.Resource}\"];\n");
    }

    /// <summary>A resource waits for those that it comes to without passing another one.</summary>
    private static PrintedGraph Collapse(ConfigurationGraph graph)
    {
        var printed = new PrintedGraph();
        foreach (var resource in graph.Resources.Values)
        {
            printed.Add(resource.Address.ToString());
            var seen = new HashSet<Vertex>();
            var open = new Stack<Vertex>(resource.Dependencies);
            while (open.TryPop(out var vertex))
            {
                if (!seen.Add(vertex)) continue;
                if (vertex is ResourceVertex needed) printed.Connect(resource.Address.ToString(), needed.Address.ToString());
                else
                    foreach (var dependency in vertex.Dependencies) open.Push(dependency);
            }
        }
        return printed;
    }
}
