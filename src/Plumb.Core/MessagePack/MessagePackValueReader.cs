using System.Diagnostics;
using System.Text;
using Plumb.Core.Json;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.MessagePack;

/// <summary>Reads one value as a type. Counts were checked against the bytes left, so what is allocated stays in proportion.</summary>
internal sealed class MessagePackValueReader(int messageLength)
{
    private readonly ReadingTrail _trail = new();
    private int _unrolledElements = messageLength;

    internal Value Read(ref MessagePackReader reader, DataType type)
    {
        if (reader.IsAtExtension) return UnknownValueFormat.Read(ref reader, type, ref _unrolledElements);
        if (reader.TryReadNil()) return Value.Null(type);
        if (type is PrimitiveType) return ReadPrimitive(ref reader, type);
        _trail.Enter();
        var value = type switch
        {
            ObjectType o => ReadObject(ref reader, o),
            ListType l => ValueAssembly.List(l, ReadElements(ref reader, l.Element, "list"), _trail),
            SetType s => ReadSet(ref reader, s),
            MapType m => ReadMap(ref reader, m),
            TupleType t => ReadTuple(ref reader, t),
            DynamicType => ReadDynamic(ref reader),
            _ => throw new UnreachableException(),
        };
        _trail.Leave();
        return value;
    }

    private Value ReadPrimitive(ref MessagePackReader reader, DataType type)
    {
        if (ReferenceEquals(type, DataType.String)) return Value.String(ReadString(ref reader, "a string is required"));
        if (ReferenceEquals(type, DataType.Number)) return NumberFormat.TryRead(ref reader, out var number) ? Value.Number(number) : throw _trail.Fail("a number is required");
        return reader.TryReadBool(out var value) ? Value.Bool(value) : throw _trail.Fail("a bool is required");
    }

    private string ReadString(ref MessagePackReader reader, string otherwise) =>
        reader.TryReadBytes(out var utf8) ? StringFormat.Decode(utf8) : throw _trail.Fail(otherwise);

    private Value[] ReadElements(ref MessagePackReader reader, DataType element, string kind)
    {
        if (!reader.TryReadArrayHeader(out var count)) throw _trail.Fail($"a {kind} is required");
        var elements = new Value[count];
        for (var i = 0; i < count; i++)
        {
            _trail.AtIndex(i);
            elements[i] = Read(ref reader, element);
        }
        return elements;
    }

    /// <summary>Elements that are not known yet may turn out to be different ones; of others a set has no two.</summary>
    private Value ReadSet(ref MessagePackReader reader, SetType type)
    {
        var elements = ReadElements(ref reader, type.Element, "set");
        var set = ValueAssembly.Set(type, elements, _trail);
        if (set is not SetValue { IsWhollyKnown: true } known || known.Count == elements.Length) return set;
        _trail.AtIndex(Array.FindLastIndex(elements, e => Array.IndexOf(elements, e) < Array.LastIndexOf(elements, e)));
        throw _trail.Fail("the set has an element twice");
    }

    private Value ReadTuple(ref MessagePackReader reader, TupleType type)
    {
        if (!reader.TryReadArrayHeader(out var count) || count != type.Elements.Count) throw _trail.Fail($"a tuple of length {type.Elements.Count} is required");
        var elements = new Value[count];
        for (var i = 0; i < count; i++)
        {
            _trail.AtIndex(i);
            elements[i] = Read(ref reader, type.Elements[i]);
        }
        return ValueAssembly.Tuple(type, elements);
    }

    private Value ReadMap(ref MessagePackReader reader, MapType type)
    {
        if (!reader.TryReadMapHeader(out var count)) throw _trail.Fail("a map is required");
        var keys = new string[count];
        var values = new Value[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = NormalText.Of(ReadString(ref reader, "all keys of a map must be strings"));
            _trail.AtKey(keys[i]);
            values[i] = Read(ref reader, type.Element);
        }
        return ValueAssembly.Map(type, keys, values, _trail);
    }

    private Value ReadObject(ref MessagePackReader reader, ObjectType type)
    {
        if (!reader.TryReadMapHeader(out var count)) throw _trail.Fail("an object is required");
        if (count != type.Count) throw _trail.Fail($"an object with {type.Count} attributes is required ({count} given)");
        var values = new Value?[count];
        for (var i = 0; i < count; i++)
        {
            var at = ReadAttributeName(ref reader, type, i);
            var attribute = type.Attributes[at];
            _trail.AtAttribute(attribute.Name);
            if (values[at] is not null) throw _trail.Fail("the attribute is given twice");
            values[at] = Read(ref reader, attribute.Type);
        }
        // As many as the type has and none twice: all are there.
        return ValueAssembly.Object(type, Array.ConvertAll(values, static v => v ?? throw new UnreachableException()));
    }

    private int ReadAttributeName(ref MessagePackReader reader, ObjectType type, int expected)
    {
        if (!reader.TryReadBytes(out var utf8)) throw _trail.Fail("all names of an object's attributes must be strings");
        if (IsAscii(type.Attributes[expected].Name, utf8)) return expected;
        var name = StringFormat.Decode(utf8);
        var at = type.IndexOf(name);
        return at >= 0 ? at : throw _trail.Fail($"unsupported attribute \"{name}\"");
    }

    private static bool IsAscii(string name, ReadOnlySpan<byte> utf8) => Ascii.Equals(utf8, name);

    private Value ReadDynamic(ref MessagePackReader reader)
    {
        if (!reader.TryReadArrayHeader(out var count) || count != 2 || !reader.TryReadBytes(out var type))
            throw _trail.Fail("a dynamically typed value must be an array of a type and a value");
        return Read(ref reader, JsonValueCodec.ReadType(type));
    }
}
