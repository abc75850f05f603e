using System.Diagnostics;
using System.Text.Json;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Json;

/// <summary>Writes a wholly known, unmarked value that conforms to the type it is written as.</summary>
internal static class JsonValueWriter
{
    internal static void Write(Utf8JsonWriter writer, Value value, DataType type)
    {
        if (type is DynamicType && value.Type is not DynamicType) WriteWithType(writer, value);
        else
        {
            switch (value)
            {
                case NullValue: writer.WriteNullValue(); break;
                case StringValue s: writer.WriteStringValue(s.Text); break;
                case NumberValue n: WriteNumber(writer, n.Number); break;
                case BoolValue b: writer.WriteBooleanValue(b.IsTrue); break;
                case TupleValue t: WriteTuple(writer, t, (TupleType)type); break;
                case SequenceValue s: WriteElements(writer, s, ((CollectionType)type).Element); break;
                case MapValue m: WriteMap(writer, m, ((MapType)type).Element); break;
                case ObjectValue o: WriteObject(writer, o, (ObjectType)type); break;
                default: throw new UnreachableException();
            }
        }
    }

    /// <summary>Where any type may stand, the value brings its own, so that reading gives the same back.</summary>
    private static void WriteWithType(Utf8JsonWriter writer, Value value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("value"u8);
        Write(writer, value, value.Type);
        writer.WritePropertyName("type"u8);
        JsonTypeFormat.Write(writer, value.Type);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, Number number)
    {
        if (number.IsInfinity) throw new ArgumentException("An infinite number cannot be written as JSON.", nameof(number));
        if (number.TryGetInt64(out var integer) && !number.IsNegative) writer.WriteNumberValue(integer);
        else writer.WriteRawValue(number.ToString(), skipInputValidation: true);
    }

    private static void WriteElements(Utf8JsonWriter writer, SequenceValue sequence, DataType element)
    {
        writer.WriteStartArray();
        foreach (var e in sequence.Span) Write(writer, e, element);
        writer.WriteEndArray();
    }

    private static void WriteTuple(Utf8JsonWriter writer, TupleValue tuple, TupleType type)
    {
        writer.WriteStartArray();
        for (var i = 0; i < tuple.Count; i++) Write(writer, tuple[i], type.Elements[i]);
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, MapValue map, DataType element)
    {
        writer.WriteStartObject();
        for (var i = 0; i < map.Count; i++)
        {
            writer.WritePropertyName(map.NameAt(i));
            Write(writer, map.Span[i], element);
        }
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectValue value, ObjectType type)
    {
        writer.WriteStartObject();
        for (var i = 0; i < value.Count; i++)
        {
            var attribute = type.Attributes[i];
            writer.WritePropertyName(attribute.Name);
            Write(writer, value.Span[i], attribute.Type);
        }
        writer.WriteEndObject();
    }
}
