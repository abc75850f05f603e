using System.Text;
using System.Text.Json;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.TfCoreMock;

/// <summary>Objects as files that people read: each value under the name of its kind, and nulls left out. Reading fails with <see cref="FormatException"/>.</summary>
internal static class ReadableObjects
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ObjectValue value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WritePropertyName("values");
            WriteMembers(json, value.Entries);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    public static ObjectValue Read(ReadOnlySpan<byte> bytes, ObjectType type)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(bytes));
            return ReadObject(document.RootElement.GetProperty("values"), type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    public static Value ReadValue(JsonElement json, DataType type) => type switch
    {
        ObjectType of => ReadObject(json.GetProperty("object"), of),
        MapType of => Value.Map(of.Element, json.GetProperty("map").EnumerateObject().Select(m => KeyValuePair.Create(m.Name, ReadValue(m.Value, of.Element)))),
        ListType of => Value.List(of.Element, [.. json.GetProperty("list").EnumerateArray().Select(e => ReadValue(e, of.Element))]),
        SetType of => Value.Set(of.Element, [.. json.GetProperty("set").EnumerateArray().Select(e => ReadValue(e, of.Element))]),
        _ when type == DataType.Bool => Value.Bool(json.GetProperty("boolean").GetBoolean()),
        _ when type == DataType.Number => Value.Number(ReadNumber(json.GetProperty("number"))),
        _ => Value.String(json.GetProperty("string").GetString() ?? ""),
    };

    private static Number ReadNumber(JsonElement json) => Number.TryParse(json.ValueKind == JsonValueKind.String ? json.GetString() ?? "" : json.GetRawText(), out var number)
        ? number
        : throw new FormatException($"{json.GetRawText()} is not a number");

    /// <summary>What is left out is null.</summary>
    private static ObjectValue ReadObject(JsonElement json, ObjectType type) => Value.Object(type.Attributes.Select(a =>
        KeyValuePair.Create(a.Name, json.TryGetProperty(a.Name, out var member) ? ReadValue(member, a.Type) : Value.Null(a.Type))));

    private static void WriteMembers(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, Value>> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members.Where(m => !m.Value.IsNull))
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, Value value)
    {
        json.WriteStartObject();
        switch (value)
        {
            case BoolValue flag: json.WriteBoolean("boolean", flag.IsTrue); break;
            case NumberValue number: json.WriteString("number", number.Number.ToString()); break;
            case StringValue text: json.WriteString("string", text.Text); break;
            case ListValue list: WriteElements(json, "list", list.Elements); break;
            case SetValue set: WriteElements(json, "set", set.Elements); break;
            case MapValue map: json.WritePropertyName("map"); WriteMembers(json, map.Entries); break;
            case ObjectValue members: json.WritePropertyName("object"); WriteMembers(json, members.Entries); break;
            default: throw new FormatException($"a value of type {value.Type} has no readable form");
        }
        json.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter json, string kind, IEnumerable<Value> elements)
    {
        json.WriteStartArray(kind);
        foreach (var element in elements) WriteValue(json, element);
        json.WriteEndArray();
    }
}
