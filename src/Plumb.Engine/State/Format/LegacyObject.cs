using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.State.Format;

/// <summary>One object of a state of format 1 to 3: a flat map of attributes, and what the provider noted beside it.</summary>
internal static class LegacyObject
{
    private const string SchemaVersion = "schema_version";
    private const long FirstWithTaint = 2;

    public static ObjectState Read(JsonElement json, long version)
    {
        var meta = json.TryGetProperty("meta", out var noted) && noted.ValueKind == JsonValueKind.Object ? noted : default;
        return new ObjectState
        {
            Status = version >= FirstWithTaint && json.TryGetProperty("tainted", out var tainted) && tainted.ValueKind == JsonValueKind.True ? ObjectStatus.Tainted : ObjectStatus.Ready,
            SchemaVersion = meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(SchemaVersion, out var schema) ? ReadVersion(schema) : 0,
            AttributesFlat = ReadAttributes(json),
            Private = ReadPrivate(meta),
        };
    }

    private static Dictionary<string, string> ReadAttributes(JsonElement json)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.TryGetProperty("attributes", out var written) && written.ValueKind == JsonValueKind.Object)
            foreach (var attribute in written.EnumerateObject()) attributes[attribute.Name] = attribute.Value.GetString() ?? "";
        if (!attributes.ContainsKey("id") && json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String) attributes["id"] = id.GetString() ?? "";
        return attributes;
    }

    private static long ReadVersion(JsonElement version) =>
        version.ValueKind == JsonValueKind.Number ? version.GetInt64()
        : long.TryParse(version.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"\"{version}\" is not a schema version");

    /// <summary>Everything noted but the schema's version, by name.</summary>
    private static ReadOnlyMemory<byte> ReadPrivate(JsonElement meta)
    {
        if (meta.ValueKind != JsonValueKind.Object) return default;
        var notes = meta.EnumerateObject().Where(p => p.Name != SchemaVersion).OrderBy(p => p.Name, StringComparer.Ordinal).ToArray();
        if (notes.Length == 0) return default;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonValueCodec.WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var note in notes) note.WriteTo(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
