using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Makes a host of every combination of the values of "layers", with a name and groups that are templates over them.</summary>
internal sealed class GeneratorFormat : IInventoryFormat
{
    private const int MaximumDepth = 100;

    private static readonly RenderOptions Options = RenderOptions.Default with { ConvertData = false, DisableLookups = true };

    public string Name => "generator";

    public bool Accepts(string source, InventoryReading reading) => PluginConfiguration.IsNamedLikeOne(source, reading);

    public ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        var configuration = PluginConfiguration.Read(source, reading, Name);
        if (!configuration.TryGet("layers", out var given) || given is not PyDict layers) throw new InventoryException($"{source} has no \"layers\", a dictionary of lists");
        if (!configuration.TryGet("hosts", out var written) || written is not PyDict hosts || !hosts.ContainsKey("name")) throw new InventoryException($"{source} has no \"hosts\" with a \"name\"");
        var templar = new Templar(new TemplarSettings { Native = reading.Settings.JinjaNative, Environment = reading.Settings.Environment.Variable });
        foreach (var combination in Combinations(layers.Entries.ToList(), source))
        {
            cancellation.ThrowIfCancellationRequested();
            var generation = new Generation(reading.Inventory, templar, combination);
            var host = generation.Text(hosts["name"]);
            reading.Inventory.AddHost(host);
            if (hosts.TryGet("parents", out var parents)) generation.AddParents(host, parents, 0);
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>The last layer varies fastest.</summary>
    private static IEnumerable<PyDict> Combinations(List<KeyValuePair<object?, object?>> layers, string source)
    {
        var values = layers.Select(l => l.Value is PyList list ? list.Items : throw new InventoryException($"the layer {PyValues.Str(l.Key)} of {source} is not a list")).ToList();
        if (values.Any(v => v.Count == 0)) yield break;
        var at = new int[layers.Count];
        while (true)
        {
            var combination = new PyDict();
            for (var i = 0; i < layers.Count; i++) combination[layers[i].Key] = values[i][at[i]];
            yield return combination;
            var place = layers.Count - 1;
            while (place >= 0 && ++at[place] == values[place].Count) at[place--] = 0;
            if (place < 0) yield break;
        }
    }

    /// <summary>What is made of one combination.</summary>
    private sealed class Generation(InventoryState inventory, Templar templar, PyDict layers)
    {
        public string Text(object? written) => PyValues.Str(Render(written));

        public void AddParents(string child, object? parents, int depth)
        {
            if (depth > MaximumDepth) throw new InventoryException($"the parents of {child} go deeper than {MaximumDepth} levels");
            if (parents is not PyList list) throw new InventoryException($"the parents of {child} are not a list");
            foreach (var entry in list.Items)
            {
                if (entry is not PyDict parent || !parent.TryGet("name", out var name)) throw new InventoryException($"Element {child} has a parent with no name element");
                var group = inventory.AddGroup(Text(name));
                if (parent.TryGet("vars", out var variables) && variables is PyDict given)
                {
                    foreach (var (variable, value) in given.Entries) inventory.SetVariable(inventory.Groups[group], variable, Render(value));
                }
                inventory.AddChild(group, child);
                if (parent.TryGet("parents", out var above)) AddParents(group, above, depth + 1);
            }
        }

        private object? Render(object? written)
        {
            try
            {
                return written is TemplateText template ? templar.Render(template, new TemplateVariables(templar, layers), Options) : written;
            }
            catch (TemplatingException fault)
            {
                throw new InventoryException(fault.Message, fault);
            }
        }
    }
}
