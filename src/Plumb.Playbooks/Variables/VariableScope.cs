using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Variables;

/// <summary>
/// All variables that one task sees on one host. Nothing is copied: a name is looked up level by level, the strongest first, and the
/// levels themselves are shared by all tasks and hosts that have them in common.
/// </summary>
public sealed class VariableScope(IReadOnlyList<VariableLayer> layers, bool mergesDictionaries = false) : IPyMapping
{
    public IReadOnlyList<VariableLayer> Layers => layers;

    public int Count => Names().Count;

    public IEnumerable<object?> Keys => Names();

    public bool TryGet(object? key, out object? value)
    {
        value = null;
        if (key is not string name) return false;
        for (var i = 0; i < layers.Count; i++)
        {
            if (!layers[i].TryGet(name, out value)) continue;
            if (mergesDictionaries && value is PyDict upper) value = Merged(name, upper, i + 1);
            return true;
        }
        return false;
    }

    /// <summary>The same with stronger variables before all others.</summary>
    public VariableScope With(PyDict stronger) => new([new DictionaryLayer(stronger), .. layers], mergesDictionaries);

    /// <summary>Where the setting says so, a dictionary takes in what weaker levels have under its name.</summary>
    private PyDict Merged(string name, PyDict upper, int from)
    {
        var merged = upper;
        for (var i = from; i < layers.Count; i++)
        {
            if (layers[i].TryGet(name, out var value) && value is PyDict lower) merged = DictionaryMerge.Over(lower, merged);
        }
        return merged;
    }

    private HashSet<string> Names()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        // The weakest first: the order that the peer's dictionaries have.
        for (var i = layers.Count - 1; i >= 0; i--) names.UnionWith(layers[i].Names);
        return names;
    }
}
