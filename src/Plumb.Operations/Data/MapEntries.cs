namespace Plumb.Operations.Data;

/// <summary>Lets lists of text and maps that are still being made be entries as they are.</summary>
internal static class MapEntries
{
    public static void Add(this MapBuilder map, string key, IEnumerable<string> values) => map.Add(key, DataValue.Of(values));

    public static void Add(this MapBuilder map, string key, MapBuilder inner) => map.Add(key, inner.Build());
}
