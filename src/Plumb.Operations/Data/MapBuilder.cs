using System.Collections;

namespace Plumb.Operations.Data;

/// <summary>
/// Makes a map entry by entry, also as a collection expression: <c>new MapBuilder { { "rc", 0 }, { "stdout", text } }.Build()</c>.
/// A name that is set again keeps its place and takes the new value.
/// </summary>
public sealed class MapBuilder : IEnumerable<KeyValuePair<string, DataValue>>
{
    private readonly OrderedDictionary<string, DataValue> entries = new(StringComparer.Ordinal);

    public DataValue? this[string key] => entries.GetValueOrDefault(key);

    public int Count => entries.Count;

    public void Add(string key, DataValue value) => entries[key] = value;

    public void Add(string key, string? value) => entries[key] = DataValue.Of(value);

    public void Add(string key, bool value) => entries[key] = DataValue.Of(value);

    public void Add(string key, long value) => entries[key] = DataValue.Of(value);

    public void Add(string key, double value) => entries[key] = DataValue.Of(value);

    public void Add(string key, IEnumerable<string> values) => entries[key] = DataValue.Of(values);

    public void Add(string key, MapBuilder map) => entries[key] = map.Build();

    public void AddRange(IEnumerable<KeyValuePair<string, DataValue>> values)
    {
        foreach (var (key, value) in values) Add(key, value);
    }

    public bool Contains(string key) => entries.ContainsKey(key);

    public bool Remove(string key) => entries.Remove(key);

    public MapData Build() => entries.Count == 0 ? MapData.Empty : new MapData([.. entries]);

    public IEnumerator<KeyValuePair<string, DataValue>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
