namespace Plumb.Operations.Data;

/// <summary>A map from text to data, in the order in which it was made. Two are equal if they hold the same, in any order.</summary>
public sealed record MapData(IReadOnlyList<KeyValuePair<string, DataValue>> Entries) : DataValue
{
    public static MapData Empty { get; } = new([]);

    public int Count => Entries.Count;

    public IEnumerable<string> Keys => Entries.Select(e => e.Key);

    public DataValue? this[string key]
    {
        get
        {
            foreach (var (name, value) in Entries)
            {
                if (string.Equals(name, key, StringComparison.Ordinal)) return value;
            }
            return null;
        }
    }

    public bool Contains(string key) => this[key] is not null;

    /// <summary>This map with one entry set: in its place if it was there, else at the end.</summary>
    public MapData With(string key, DataValue value) => new MapBuilder(this) { [key] = value }.Build();

    public MapData Without(string key) => Contains(key) ? new([.. Entries.Where(e => e.Key != key)]) : this;

    /// <summary>This map with all entries of another set.</summary>
    public MapData With(MapData others) => others.Count == 0 ? this : new MapBuilder(this).AddAll(others).Build();

    public bool Equals(MapData? other) =>
        other is not null && Count == other.Count && Entries.All(e => other[e.Key] is { } value && value.Equals(e.Value));

    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var (key, value) in Entries) hash ^= HashCode.Combine(key, value);
        return hash;
    }
}
