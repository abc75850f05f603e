using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Variables;

/// <summary>Merges dictionaries all the way down, for the setting <c>hash_behaviour = merge</c>.</summary>
internal static class DictionaryMerge
{
    public static PyDict Over(PyDict lower, PyDict upper)
    {
        var merged = lower.Copy();
        foreach (var (key, value) in upper.Entries)
            merged[key] = value is PyDict inner && merged.TryGet(key, out var before) && before is PyDict outer ? Over(outer, inner) : value;
        return merged;
    }
}
