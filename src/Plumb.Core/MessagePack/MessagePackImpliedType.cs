using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.MessagePack;

/// <summary>The type that a message has by itself: objects and tuples of primitives; dynamic for nulls and unknowns.</summary>
internal static class MessagePackImpliedType
{
    internal static DataType Read(ref MessagePackReader reader, int depth)
    {
        if (depth > ReadingTrail.MaximumDepth) throw new FormatException("the value is nested too deeply");
        if (reader.IsAtExtension)
        {
            reader.ReadExtension(out _);
            return DataType.Dynamic;
        }
        if (reader.TryReadNil()) return DataType.Dynamic;
        if (reader.TryReadBool(out _)) return DataType.Bool;
        if (reader.TryReadNumber(out _)) return DataType.Number;
        if (reader.IsAtString && reader.TryReadBytes(out _)) return DataType.String;
        if (reader.TryReadArrayHeader(out var elements)) return ReadTuple(ref reader, elements, depth);
        if (reader.TryReadMapHeader(out var attributes)) return ReadObject(ref reader, attributes, depth);
        throw new FormatException("the message holds something that is no value");
    }

    private static TupleType ReadTuple(ref MessagePackReader reader, int count, int depth)
    {
        var elements = new DataType[count];
        for (var i = 0; i < count; i++) elements[i] = Read(ref reader, depth + 1);
        return DataType.Tuple(elements);
    }

    private static ObjectType ReadObject(ref MessagePackReader reader, int count, int depth)
    {
        var attributes = new Dictionary<string, DataType>(StringComparer.Ordinal);
        for (; count > 0; count--)
        {
            if (!reader.TryReadBytes(out var name)) throw new FormatException("an attribute's name must be a string");
            attributes[StringFormat.Decode(name)] = Read(ref reader, depth + 1);
        }
        return DataType.Object(attributes);
    }
}
