using System.Text.Json;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Cli.Rendering.Json;

/// <summary>
/// The three views in which plan and state documents show a value: what of it is known, where it is unknown and where it
/// is sensitive. The latter two have the value's shape with <c>true</c> at the places in question, and leave out attributes
/// that have nothing to say.
/// </summary>
internal static class ValueShapes
{
    /// <summary>The known part: unknown attributes are left out, unknown elements are null. Marks do not hide anything here.</summary>
    public static void WriteKnown(Utf8JsonWriter json, Value marked)
    {
        var value = marked.UnmarkDeep();
        if (value.IsWhollyKnown) JsonValueCodec.Write(json, value, value.Type);
        else WritePartlyKnown(json, value);
    }

    /// <summary>The attributes of an object that are known, each under its name; nothing where there is none.</summary>
    public static void WriteAttributes(Utf8JsonWriter json, string name, Value marked)
    {
        if (marked.UnmarkDeep() is not NamedValues attributes || !attributes.Entries.Any(e => e.Value.IsKnown)) return;
        json.WriteStartObject(name);
        foreach (var (attribute, value) in attributes.Entries)
        {
            if (!value.IsKnown) continue;
            json.WritePropertyName(attribute);
            WriteKnown(json, value);
        }
        json.WriteEndObject();
    }

    public static void WriteUnknown(Utf8JsonWriter json, Value marked)
    {
        switch (marked.Unmarked)
        {
            case UnknownValue:
                json.WriteBooleanValue(true);
                break;
            case SequenceValue sequence:
                json.WriteStartArray();
                foreach (var element in sequence.Elements) WriteUnknown(json, element);
                json.WriteEndArray();
                break;
            case NamedValues named:
                json.WriteStartObject();
                foreach (var (name, value) in named.Entries)
                {
                    if (value.Unmarked is not (UnknownValue or SequenceValue or NamedValues)) continue;
                    json.WritePropertyName(name);
                    WriteUnknown(json, value);
                }
                json.WriteEndObject();
                break;
            default:
                json.WriteBooleanValue(false);
                break;
        }
    }

    public static void WriteSensitive(Utf8JsonWriter json, Value value)
    {
        if (value.Marks.IsSensitive)
        {
            json.WriteBooleanValue(true);
            return;
        }
        switch (value.Unmarked)
        {
            case SequenceValue sequence:
                json.WriteStartArray();
                foreach (var element in sequence.Elements) WriteSensitive(json, element);
                json.WriteEndArray();
                break;
            case NamedValues named:
                json.WriteStartObject();
                foreach (var (name, element) in named.Entries)
                {
                    if (!HasSensitiveShape(element)) continue;
                    json.WritePropertyName(name);
                    WriteSensitive(json, element);
                }
                json.WriteEndObject();
                break;
            // Of an unknown collection nothing can be said but that it is one.
            case UnknownValue { Type: ListType or SetType or TupleType }:
                json.WriteStartArray();
                json.WriteEndArray();
                break;
            case UnknownValue { Type: MapType or ObjectType }:
                json.WriteStartObject();
                json.WriteEndObject();
                break;
            default:
                json.WriteBooleanValue(false);
                break;
        }
    }

    /// <summary>A path as an array of names and keys.</summary>
    public static void WritePath(Utf8JsonWriter json, ValuePath path)
    {
        json.WriteStartArray();
        foreach (var step in path.Steps)
        {
            if (step is AttributeStep attribute) json.WriteStringValue(attribute.Name);
            else if (step is IndexStep index) WriteKnown(json, index.Key);
        }
        json.WriteEndArray();
    }

    private static bool HasSensitiveShape(Value value) => value.Marks.IsSensitive || value.Unmarked switch
    {
        SequenceValue or NamedValues => true,
        UnknownValue unknown => unknown.Type is ListType or SetType or TupleType or MapType or ObjectType,
        _ => false,
    };

    private static void WritePartlyKnown(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case UnknownValue:
                json.WriteNullValue();
                break;
            case SequenceValue sequence:
                json.WriteStartArray();
                foreach (var element in sequence.Elements) WriteKnown(json, element);
                json.WriteEndArray();
                break;
            case NamedValues named:
                json.WriteStartObject();
                foreach (var (name, element) in named.Entries)
                {
                    if (element is UnknownValue) continue;
                    json.WritePropertyName(name);
                    WriteKnown(json, element);
                }
                json.WriteEndObject();
                break;
            default:
                JsonValueCodec.Write(json, value, value.Type);
                break;
        }
    }
}
