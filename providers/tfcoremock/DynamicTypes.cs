using System.Text.Json;
using Plumb.Core.Types;
using Plumb.Provider.Schemas;

namespace Plumb.TfCoreMock;

/// <summary>Types of resources as <c>dynamic_resources.json</c> describes them. Reading fails with <see cref="FormatException"/>.</summary>
internal static class DynamicTypes
{
    /// <summary>None where there is no such file.</summary>
    public static IReadOnlyDictionary<string, MockType> Read(string path)
    {
        if (!File.Exists(path)) return new Dictionary<string, MockType>();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.EnumerateObject().ToDictionary(t => t.Name, t => ReadType(t.Value));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static MockType ReadType(JsonElement json)
    {
        var attributes = Members(json, "attributes").Select(a => ReadAttribute(a.Name, a.Value)).ToArray();
        if (attributes.Any(a => a.Name == "id")) throw new FormatException("the provider gives every resource its \"id\", so it cannot be described");
        var computed = Members(json, "attributes")
            .Where(a => a.Value.TryGetProperty("value", out _))
            .ToDictionary(a => a.Name, a => ReadableObjects.ReadValue(a.Value.GetProperty("value"), attributes.First(s => s.Name == a.Name).ImpliedType));
        return new MockType(attributes, ReadBlocks(json), computed);
    }

    private static AttributeSchema ReadAttribute(string name, JsonElement json) => Nesting(json) is var (mode, members)
        ? Flagged(new AttributeSchema(name) { Nested = new NestedAttributes(mode, [.. members.EnumerateObject().Select(m => ReadAttribute(m.Name, m.Value))]) }, json)
        : Flagged(new AttributeSchema(name, ReadDataType(json)), json);

    private static AttributeSchema Flagged(AttributeSchema attribute, JsonElement json) => attribute with
    {
        Required = Flag(json, "required"),
        Optional = Flag(json, "optional"),
        Computed = Flag(json, "computed"),
        Sensitive = Flag(json, "sensitive"),
    };

    /// <summary>An object, or a collection of objects, has attributes of its own; null for any other type.</summary>
    private static (NestingMode Mode, JsonElement Members)? Nesting(JsonElement json)
    {
        var kind = json.GetProperty("type").GetString() ?? "";
        if (kind == "object") return (NestingMode.Single, json.GetProperty("object"));
        if (kind is not ("list" or "set" or "map") || !json.TryGetProperty(kind, out var element) || element.GetProperty("type").GetString() != "object") return null;
        return (ModeOf(kind), element.GetProperty("object"));
    }

    private static DataType ReadDataType(JsonElement json) => json.GetProperty("type").GetString() switch
    {
        "string" => DataType.String,
        "boolean" => DataType.Bool,
        "integer" or "float" or "number" => DataType.Number,
        "list" => DataType.List(ReadDataType(json.GetProperty("list"))),
        "set" => DataType.Set(ReadDataType(json.GetProperty("set"))),
        "map" => DataType.Map(ReadDataType(json.GetProperty("map"))),
        "object" => DataType.Object(json.GetProperty("object").EnumerateObject().Select(m => KeyValuePair.Create(m.Name, ReadDataType(m.Value)))),
        var other => throw new FormatException($"there is no type \"{other}\""),
    };

    private static IReadOnlyList<NestedBlockSchema> ReadBlocks(JsonElement json) => [.. Members(json, "blocks").Select(b => new NestedBlockSchema(
        b.Name,
        ModeOf(b.Value.TryGetProperty("mode", out var mode) ? mode.GetString() ?? "" : "list"),
        new BlockSchema { Attributes = [.. Members(b.Value, "attributes").Select(a => ReadAttribute(a.Name, a.Value))], Blocks = ReadBlocks(b.Value) }))];

    private static NestingMode ModeOf(string name) => name switch
    {
        "list" => NestingMode.List,
        "set" => NestingMode.Set,
        "map" => NestingMode.Map,
        _ => throw new FormatException($"there is no nesting mode \"{name}\""),
    };

    private static JsonElement.ObjectEnumerator Members(JsonElement json, string name) => json.TryGetProperty(name, out var members) ? members.EnumerateObject() : default;

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var flag) && flag.GetBoolean();
}
