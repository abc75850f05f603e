using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>The variables that a task has by its place in the play, whatever the host; the strongest first.</summary>
public sealed class NodeLayers
{
    private NodeLayers(IEnumerable<PyDict> above, IEnumerable<PyDict> below, IEnumerable<PyDict> defaults)
    {
        AboveFacts = Layers(above);
        BelowFacts = Layers(below);
        Defaults = Layers(defaults);
    }

    /// <summary>Parameters of includes and roles: they win over what tasks registered.</summary>
    public IReadOnlyList<VariableLayer> AboveFacts { get; }

    /// <summary>Variables of the task, the blocks around it and its role.</summary>
    public IReadOnlyList<VariableLayer> BelowFacts { get; }

    public IReadOnlyList<VariableLayer> Defaults { get; }

    public static NodeLayers Of(PlayNode node, PyDict? ownVariables)
    {
        ArgumentNullException.ThrowIfNull(node);
        var (above, below) = (new List<PyDict>(), new List<PyDict>());
        // The variables of an include are its parameters, and it sees them itself.
        if (ownVariables is not null && node is TaskNode { Config.Kind: Model.TaskKind.IncludeTasks or Model.TaskKind.IncludeRole }) above.Add(ownVariables);
        if (ownVariables is not null) below.Add(ownVariables);
        for (var block = node as BlockNode ?? node.Parent; block is not null; block = block.Parent)
        {
            if (block.IncludeParameters is { } parameters) above.Add(parameters);
            if (block.Variables is { } variables) below.Add(variables);
        }
        if (node.Role is { } role)
        {
            above.AddRange(role.Chain.Select(r => r.Parameters));
            below.AddRange(role.VariableLayers);
        }
        return new NodeLayers(above, below, node.Role?.DefaultLayers ?? []);
    }

    private static VariableLayer[] Layers(IEnumerable<PyDict> dictionaries) => [.. dictionaries.Where(d => d.Count > 0).Select(d => new DictionaryLayer(d))];
}
