using System.Diagnostics;
using System.Text;
using Plumb.Core.Json;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.MessagePack;

/// <summary>Writes an unmarked value that conforms to the type it is written as.</summary>
internal static class MessagePackValueWriter
{
    internal static void Write(MessagePackWriter output, Value value, DataType type)
    {
        if (type is DynamicType && value.Type is not DynamicType)
        {
            output.WriteArrayHeader(2);
            output.WriteBinary(Encoding.UTF8.GetBytes(JsonValueCodec.TypeToText(value.Type)));
            type = value.Type;
        }
        switch (value)
        {
            case UnknownValue u: UnknownValueFormat.Write(output, u); break;
            case NullValue: output.WriteNil(); break;
            case StringValue s: output.WriteString(s.Text); break;
            case NumberValue n: NumberFormat.Write(output, n.Number); break;
            case BoolValue b: output.WriteBool(b.IsTrue); break;
            case TupleValue t: WriteTuple(output, t, (TupleType)type); break;
            case SequenceValue s: WriteElements(output, s, ((CollectionType)type).Element); break;
            case MapValue m: WriteMap(output, m, ((MapType)type).Element); break;
            case ObjectValue o: WriteObject(output, o, (ObjectType)type); break;
            default: throw new UnreachableException();
        }
    }

    private static void WriteTuple(MessagePackWriter output, TupleValue tuple, TupleType type)
    {
        output.WriteArrayHeader(tuple.Count);
        for (var i = 0; i < tuple.Count; i++) Write(output, tuple[i], type.Elements[i]);
    }

    private static void WriteElements(MessagePackWriter output, SequenceValue sequence, DataType element)
    {
        output.WriteArrayHeader(sequence.Count);
        foreach (var e in sequence.Span) Write(output, e, element);
    }

    private static void WriteMap(MessagePackWriter output, MapValue map, DataType element)
    {
        output.WriteMapHeader(map.Count);
        for (var i = 0; i < map.Count; i++)
        {
            output.WriteString(map.NameAt(i));
            Write(output, map.Span[i], element);
        }
    }

    private static void WriteObject(MessagePackWriter output, ObjectValue value, ObjectType type)
    {
        output.WriteMapHeader(value.Count);
        for (var i = 0; i < value.Count; i++)
        {
            var attribute = type.Attributes[i];
            output.WriteString(attribute.Name);
            Write(output, value.Span[i], attribute.Type);
        }
    }
}
