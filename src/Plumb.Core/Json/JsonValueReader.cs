using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Plumb.Core.Conversion;
using Plumb.Core.Numerics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Json;

/// <summary>
/// Reads one value as a type, token by token, without a document in between. Primitive values convert among each other
/// as the peer's decoder has it: a number may be written as a string, a string as a number or a bool.
/// Every method starts at the first token of what it reads and ends at the last.
/// </summary>
internal sealed class JsonValueReader
{
    /// <summary>Finding the type behind a dynamic value reads the value twice; each level more would double the time.</summary>
    private const int MaximumDynamicDepth = 8;

    private readonly ReadingTrail _trail = new();
    private readonly List<Value> _values = [];
    private readonly List<string> _keys = [];
    private int _dynamicDepth;

    internal Value Read(ref Utf8JsonReader reader, DataType type)
    {
        if (reader.TokenType == JsonTokenType.Null) return Value.Null(type);
        if (type is PrimitiveType) return ReadPrimitive(ref reader, type);
        _trail.Enter();
        var value = type switch
        {
            ObjectType o => ReadObject(ref reader, o),
            ListType l => ValueAssembly.List(l, ReadElements(ref reader, l.Element, "list"), _trail),
            SetType s => ValueAssembly.Set(s, ReadElements(ref reader, s.Element, "set"), _trail),
            MapType m => ReadMap(ref reader, m),
            TupleType t => ReadTuple(ref reader, t),
            DynamicType => ReadDynamic(ref reader),
            _ => throw new UnreachableException(),
        };
        _trail.Leave();
        return value;
    }

    private Value ReadPrimitive(ref Utf8JsonReader reader, DataType type)
    {
        if (ReferenceEquals(type, DataType.String)) return ReadString(ref reader);
        return ReferenceEquals(type, DataType.Number) ? ReadNumber(ref reader) : ReadBool(ref reader);
    }

    private StringValue ReadString(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Value.String(JsonStrings.Get(ref reader)),
        JsonTokenType.Number => Value.String(NumberText(ref reader)),
        JsonTokenType.True => Value.String("true"),
        JsonTokenType.False => Value.String("false"),
        _ => throw _trail.Fail("a string is required"),
    };

    private NumberValue ReadNumber(ref Utf8JsonReader reader)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.Number => NumberText(ref reader),
            JsonTokenType.String => JsonStrings.Get(ref reader),
            _ => "",
        };
        return Number.TryParse(text, out var number) ? Value.Number(number) : throw _trail.Fail("a number is required");
    }

    private Value ReadBool(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) return Value.Bool(reader.TokenType == JsonTokenType.True);
        if (reader.TokenType != JsonTokenType.String) throw _trail.Fail("a bool is required");
        return TypeConversion.TryConvert(Value.String(JsonStrings.Get(ref reader)), DataType.Bool, out var value, out var error)
            ? value
            : throw _trail.Fail(error.Message);
    }

    private static string NumberText(ref Utf8JsonReader reader) =>
        Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);

    private Value[] ReadElements(ref Utf8JsonReader reader, DataType element, string kind)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw _trail.Fail($"a {kind} is required");
        var start = _values.Count;
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            _trail.AtIndex(_values.Count - start);
            _values.Add(Read(ref reader, element));
        }
        return TakeFrom(_values, start);
    }

    private Value ReadTuple(ref Utf8JsonReader reader, TupleType type)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw _trail.Fail("a tuple is required");
        var elements = new Value[type.Elements.Count];
        var count = 0;
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            _trail.AtIndex(count);
            if (count == elements.Length) throw _trail.Fail($"too many tuple elements (need {elements.Length})");
            elements[count] = Read(ref reader, type.Elements[count]);
            count++;
        }
        if (count < elements.Length) throw _trail.Fail($"not enough tuple elements (need {elements.Length})");
        return ValueAssembly.Tuple(type, elements);
    }

    private Value ReadMap(ref Utf8JsonReader reader, MapType type)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw _trail.Fail("a map is required");
        var (start, firstKey) = (_values.Count, _keys.Count);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var key = NormalText.Of(JsonStrings.Get(ref reader));
            _trail.AtKey(key);
            Next(ref reader);
            var value = Read(ref reader, type.Element);
            _keys.Add(key);
            _values.Add(value);
        }
        return ValueAssembly.Map(type, TakeFrom(_keys, firstKey), TakeFrom(_values, start), _trail);
    }

    private Value ReadObject(ref Utf8JsonReader reader, ObjectType type)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw _trail.Fail("an object is required");
        var values = new Value?[type.Count];
        var expected = 0;
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var at = IndexOfProperty(ref reader, type, expected);
            _trail.AtAttribute(type.Attributes[at].Name);
            Next(ref reader);
            values[at] = Read(ref reader, type.Attributes[at].Type);
            expected = at + 1;
        }
        var complete = new Value[values.Length];
        for (var i = 0; i < values.Length; i++) complete[i] = values[i] ?? Value.Null(type.Attributes[i].Type);
        return ValueAssembly.Object(type, complete);
    }

    /// <summary>Objects are written in the order of their types' attributes, so the next one is nearly always the one.</summary>
    private int IndexOfProperty(ref Utf8JsonReader reader, ObjectType type, int expected)
    {
        if (expected < type.Count && reader.ValueTextEquals(type.Attributes[expected].Name)) return expected;
        var name = JsonStrings.Get(ref reader);
        var at = type.IndexOf(name);
        return at >= 0 ? at : throw _trail.Fail($"unsupported attribute \"{name}\"");
    }

    private Value ReadDynamic(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw _trail.Fail("an object with \"value\" and \"type\" is required");
        if (++_dynamicDepth > MaximumDynamicDepth) throw _trail.Fail("dynamically typed values are nested too deeply");
        DataType? type = null;
        var value = reader;
        var hasValue = false;
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var name = JsonStrings.Get(ref reader);
            Next(ref reader);
            if (name == "type") type = JsonTypeFormat.Read(ref reader);
            else if (name == "value")
            {
                value = reader;
                hasValue = true;
                if (!reader.TrySkip()) throw _trail.Fail("the value ends too early");
            }
            else throw _trail.Fail($"invalid key \"{name}\" in a dynamically typed value");
        }
        if (type is null) throw _trail.Fail("missing type in a dynamically typed value");
        if (!hasValue) throw _trail.Fail("missing value in a dynamically typed value");
        var result = Read(ref value, type);
        _dynamicDepth--;
        return result;
    }

    private JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw _trail.Fail("the value ends too early");

    private static T[] TakeFrom<T>(List<T> items, int start)
    {
        var taken = CollectionsMarshal.AsSpan(items)[start..].ToArray();
        items.RemoveRange(start, taken.Length);
        return taken;
    }
}
