using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Variables;

/// <summary>How variables of the same name come together: the later replaces, or dictionaries are merged key by key (DEFAULT_HASH_BEHAVIOUR).</summary>
public sealed class VariableMerge(bool mergesDictionaries)
{
    /// <summary>Puts the variables of a mapping over those that are there.</summary>
    public void Apply(PyDict target, IPyMapping overriding)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (var (key, value) in PyMappings.Entries(overriding))
            target[key] = mergesDictionaries && value is PyDict over && target.TryGet(key, out var known) && known is PyDict under ? Merged(under, over) : value;
    }

    /// <summary>Dictionaries merged at every level; lists and all else replace.</summary>
    public static PyDict Merged(PyDict under, PyDict over)
    {
        var merged = under.Copy();
        foreach (var (key, value) in over.Entries)
            merged[key] = value is PyDict inner && merged.TryGet(key, out var known) && known is PyDict outer ? Merged(outer, inner) : value;
        return merged;
    }
}
