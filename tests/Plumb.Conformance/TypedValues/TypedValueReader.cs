using System.Text.Json;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Conformance.TypedValues;

/// <summary>
/// Reads the corpus's typed values, <c>{"type": T, "value": V}</c>, where V is JSON with <c>$unknown</c> and
/// <c>$marked</c> at any depth. Written apart from the codecs, which are under test.
/// </summary>
internal static class TypedValueReader
{
    public static Value Read(JsonElement typed) => ReadValue(ReadType(typed.GetProperty("type")), typed.GetProperty("value"));

    /// <summary>Whether an element has the form of a typed value.</summary>
    public static bool IsTypedValue(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out _) && element.TryGetProperty("value", out _);

    public static DataType ReadType(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String) return ReadNamedType(type.GetString());
        return type[0].GetString() switch
        {
            "list" => DataType.List(ReadType(type[1])),
            "set" => DataType.Set(ReadType(type[1])),
            "map" => DataType.Map(ReadType(type[1])),
            "tuple" => DataType.Tuple([.. type[1].EnumerateArray().Select(ReadType)]),
            "object" => DataType.Object(
                type[1].EnumerateObject().Select(a => KeyValuePair.Create(a.Name, ReadType(a.Value))),
                type.GetArrayLength() > 2 ? type[2].EnumerateArray().Select(n => n.GetString() ?? "") : null),
            _ => throw new FormatException($"not a type: {type}"),
        };
    }

    public static Value ReadValue(DataType type, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return Value.Null(type);
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$unknown", out _)) return ReadUnknown(value);
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$marked", out var marks))
            return ReadValue(type, value.GetProperty("value")).WithMarks(MarkSet.Of(marks.EnumerateArray().Select(m => ReadMark(m.GetString() ?? ""))));
        return type switch
        {
            PrimitiveType => ReadPrimitive(type, value),
            ListType t => Value.List(t.Element, ReadElements(t.Element, value)),
            SetType t => Value.Set(t.Element, ReadElements(t.Element, value)),
            MapType t => Value.Map(t.Element, value.EnumerateObject().Select(e => KeyValuePair.Create(e.Name, ReadValue(t.Element, e.Value)))),
            TupleType t => Value.Tuple([.. value.EnumerateArray().Select((e, i) => ReadValue(t.Elements[i], e))]),
            ObjectType t => Value.Object(value.EnumerateObject().Select(a => KeyValuePair.Create(a.Name, ReadAttribute(t, a)))),
            _ => throw new FormatException($"a known value cannot be of type {type}: {value}"),
        };
    }

    public static Number ReadNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Number.Parse(value.GetRawText()),
        JsonValueKind.String when value.GetString() == "Infinity" => Number.PositiveInfinity,
        JsonValueKind.String when value.GetString() == "-Infinity" => Number.NegativeInfinity,
        _ => throw new FormatException($"not a number: {value}"),
    };

    private static Mark ReadMark(string name) => name == "marks.Sensitive" ? Mark.Sensitive : Mark.Named(name);

    private static DataType ReadNamedType(string? name) => name switch
    {
        "string" => DataType.String,
        "number" => DataType.Number,
        "bool" => DataType.Bool,
        "dynamic" => DataType.Dynamic,
        _ => throw new FormatException($"not a type: {name}"),
    };

    private static Value ReadPrimitive(DataType type, JsonElement value)
    {
        if (type.Equals(DataType.Number)) return Value.Number(ReadNumber(value));
        return type.Equals(DataType.Bool) ? Value.Bool(value.GetBoolean()) : Value.String(value.GetString() ?? "");
    }

    /// <summary>Types keep the names of their attributes in normalized form, as values keep strings.</summary>
    private static Value ReadAttribute(ObjectType type, JsonProperty attribute) =>
        ReadValue(type[Value.String(attribute.Name).Text] ?? throw new FormatException($"no attribute {attribute.Name}"), attribute.Value);

    private static Value[] ReadElements(DataType element, JsonElement values) => [.. values.EnumerateArray().Select(e => ReadValue(element, e))];

    private static Value ReadUnknown(JsonElement unknown)
    {
        var plain = Value.Unknown(ReadType(unknown.GetProperty("type")));
        return unknown.TryGetProperty("refine", out var refine) ? ValueOperations.Refine(plain, r => RefinementReader.Read(r, refine)) : plain;
    }
}
