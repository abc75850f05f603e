using System.Collections;

namespace Plumb.Operations.Data;

/// <summary>Makes a <see cref="MapData"/>: entries keep the place in which they were first set.</summary>
public sealed class MapBuilder : IEnumerable<KeyValuePair<string, DataValue>>
{
    private readonly List<KeyValuePair<string, DataValue>> _entries = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public MapBuilder() { }

    /// <param name="capacity">How many entries there will be, where that is known.</param>
    public MapBuilder(MapData start, int capacity = 0)
    {
        ArgumentNullException.ThrowIfNull(start);
        _entries.EnsureCapacity(capacity);
        _places.EnsureCapacity(capacity);
        AddAll(start);
    }

    public int Count => _entries.Count;

    public DataValue? this[string key]
    {
        get => _places.TryGetValue(key, out var place) ? _entries[place].Value : null;
        set
        {
            var entry = KeyValuePair.Create(key, value ?? DataValue.Null);
            if (_places.TryGetValue(key, out var place))
            {
                _entries[place] = entry;
                return;
            }
            _places[key] = _entries.Count;
            _entries.Add(entry);
        }
    }

    public bool Contains(string key) => _places.ContainsKey(key);

    public void Add(string key, DataValue value) => this[key] = value;

    public MapBuilder AddAll(MapData others)
    {
        ArgumentNullException.ThrowIfNull(others);
        foreach (var (key, value) in others.Entries) this[key] = value;
        return this;
    }

    /// <summary>Adds an entry only if the value is there.</summary>
    public MapBuilder AddIfSet(string key, DataValue? value)
    {
        if (value is not null and not NullData) this[key] = value;
        return this;
    }

    public MapData Build() => new([.. _entries]);

    public IEnumerator<KeyValuePair<string, DataValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
