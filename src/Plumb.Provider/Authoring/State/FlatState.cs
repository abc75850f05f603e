using System.Globalization;
using Plumb.Core.Conversion;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Provider.Authoring.State;

/// <summary>
/// Reads attributes as states kept them before Terraform 0.12: one map of texts, in which <c>a.#</c> counts the elements of a
/// list or set and <c>a.%</c> those of a map, and <c>a.0.b</c> is a place inside.
/// </summary>
internal static class FlatState
{
    private const string UnknownText = "74D93920-ED26-11E3-AC10-0800200C9A66";

    /// <exception cref="FormatException">A text is not of its attribute's type.</exception>
    public static ObjectValue Read(IReadOnlyDictionary<string, string> flat, ObjectType form) => ReadObject(flat, "", form);

    private static ObjectValue ReadObject(IReadOnlyDictionary<string, string> flat, string prefix, ObjectType type) =>
        Value.Object(type.Attributes.Select(a => KeyValuePair.Create(a.Name, Read(flat, prefix + a.Name, a.Type))));

    private static Value Read(IReadOnlyDictionary<string, string> flat, string key, DataType type) => type switch
    {
        ListType list => flat.ContainsKey(key + ".#") ? Value.List(list.Element, Elements(flat, key, list.Element)) : Value.Null(type),
        SetType set => flat.ContainsKey(key + ".#") ? Value.Set(set.Element, Elements(flat, key, set.Element)) : Value.Null(type),
        MapType map => flat.ContainsKey(key + ".%") ? ReadMap(flat, key, map) : Value.Null(type),
        ObjectType o => ReadObject(flat, key + ".", o),
        _ => ReadPrimitive(flat, key, type),
    };

    /// <summary>Elements of a list are numbered; those of a set have hashes for numbers, whose order means nothing.</summary>
    private static Value[] Elements(IReadOnlyDictionary<string, string> flat, string key, DataType element) =>
        [.. Steps(flat, key + ".").Where(s => s != "#").OrderBy(Number).Select(step => Read(flat, $"{key}.{step}", element))];

    private static long Number(string step) => long.TryParse(step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : long.MaxValue;

    private static IEnumerable<string> Steps(IReadOnlyDictionary<string, string> flat, string prefix) => flat.Keys
        .Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
        .Select(k => k[prefix.Length..].Split('.')[0])
        .Distinct(StringComparer.Ordinal);

    // Keys of maps may contain dots; only maps of primitives could be stored, so that the rest of the key is the map's key.
    private static MapValue ReadMap(IReadOnlyDictionary<string, string> flat, string key, MapType map) => Value.Map(map.Element, flat.Keys
        .Where(k => k.StartsWith(key + ".", StringComparison.Ordinal) && k != key + ".%")
        .Select(k => KeyValuePair.Create(k[(key.Length + 1)..], ReadPrimitive(flat, k, map.Element))));

    private static Value ReadPrimitive(IReadOnlyDictionary<string, string> flat, string key, DataType type)
    {
        if (!flat.TryGetValue(key, out var text) || text == UnknownText) return Value.Null(type);
        if (text.Length == 0 && type is not (DynamicType or PrimitiveType { FriendlyName: "string" })) return Value.Null(type);
        return TypeConversion.TryConvert(Value.String(text), type, out var value, out var error)
            ? value
            : throw new FormatException($"attribute \"{key}\": {error.Message}");
    }
}
