namespace Plumb.Jinja.Values;

/// <summary>A Python dictionary: any hashable keys, None too, in the order in which they were added.</summary>
public sealed class PyDict : IPyMapping
{
    private readonly OrderedDictionary<object, object?> entries;

    public PyDict() => entries = new(PyEquality.Instance);

    public PyDict(int capacity) => entries = new(capacity, PyEquality.Instance);

    public PyDict(IEnumerable<KeyValuePair<object?, object?>> pairs) : this()
    {
        foreach (var (key, value) in pairs) this[key] = value;
    }

    public int Count => entries.Count;

    public IEnumerable<object?> Keys => Entries.Select(e => e.Key);

    public IEnumerable<object?> Values => Entries.Select(e => e.Value);

    /// <summary>The entries in the order of addition; adding or removing some on the way is Python's fault.</summary>
    public IEnumerable<KeyValuePair<object?, object?>> Entries
    {
        get
        {
            var count = entries.Count;
            for (var i = 0; i < count; i++)
            {
                yield return EntryAt(i);
                if (entries.Count != count) throw new JinjaException("RuntimeError", "dictionary changed size during iteration");
            }
        }
    }

    public object? this[object? key]
    {
        get => entries[PyEquality.ToKey(key)];
        set => entries[PyEquality.ToKey(key)] = value;
    }

    public bool TryGet(object? key, out object? value) => entries.TryGetValue(PyEquality.ToKey(key), out value);

    public bool ContainsKey(object? key) => entries.ContainsKey(PyEquality.ToKey(key));

    public bool Remove(object? key, out object? value) => entries.Remove(PyEquality.ToKey(key), out value);

    public bool Remove(object? key) => entries.Remove(PyEquality.ToKey(key));

    public void Clear() => entries.Clear();

    /// <summary>The entry at a position in the order of addition.</summary>
    public KeyValuePair<object?, object?> EntryAt(int index)
    {
        var entry = entries.GetAt(index);
        return KeyValuePair.Create(PyEquality.FromKey(entry.Key), entry.Value);
    }

    /// <summary>Sets every entry of another mapping, in its order.</summary>
    public void Update(IPyMapping other)
    {
        foreach (var (key, value) in PyMappings.Entries(other)) this[key] = value;
    }

    public PyDict Copy() => new(Entries);
}
