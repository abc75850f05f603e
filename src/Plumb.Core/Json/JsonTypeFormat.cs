using System.Diagnostics;
using System.Text.Json;
using Plumb.Core.Types;

namespace Plumb.Core.Json;

/// <summary>
/// Types as JSON: the name of a primitive type or "dynamic"; else an array of the kind and what it is made of. A third
/// member of an object's array lists its optional attributes.
/// </summary>
internal static class JsonTypeFormat
{
    internal static void Write(Utf8JsonWriter writer, DataType type)
    {
        if (type is PrimitiveType or DynamicType)
        {
            writer.WriteStringValue(type.FriendlyName);
            return;
        }
        writer.WriteStartArray();
        writer.WriteStringValue(KindOf(type));
        switch (type)
        {
            case CollectionType c: Write(writer, c.Element); break;
            case TupleType t: WriteTuple(writer, t); break;
            case ObjectType o: WriteObject(writer, o); break;
        }
        writer.WriteEndArray();
    }

    /// <summary>The reader is at the type's first token and is left at its last.</summary>
    internal static DataType Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return Simple(JsonStrings.Get(ref reader));
        if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException("a type is written as a string or an array");
        var kind = Next(ref reader) == JsonTokenType.String ? JsonStrings.Get(ref reader) : "";
        Next(ref reader);
        DataType type = kind switch
        {
            "list" => DataType.List(Read(ref reader)),
            "set" => DataType.Set(Read(ref reader)),
            "map" => DataType.Map(Read(ref reader)),
            "tuple" => ReadTuple(ref reader),
            "object" => ReadObject(ref reader),
            _ => throw new FormatException($"there is no kind of type called \"{kind}\""),
        };
        // An object has read one token ahead to see whether names of optional attributes follow.
        if (kind != "object") Next(ref reader);
        if (reader.TokenType != JsonTokenType.EndArray) throw new FormatException($"unexpected extra data in the description of a {kind} type");
        return type;
    }

    private static DataType Simple(string name) => name switch
    {
        "string" => DataType.String,
        "number" => DataType.Number,
        "bool" => DataType.Bool,
        "dynamic" => DataType.Dynamic,
        _ => throw new FormatException($"there is no type called \"{name}\""),
    };

    private static string KindOf(DataType type) => type switch
    {
        ListType => "list",
        SetType => "set",
        MapType => "map",
        TupleType => "tuple",
        ObjectType => "object",
        _ => throw new UnreachableException(),
    };

    private static void WriteTuple(Utf8JsonWriter writer, TupleType tuple)
    {
        writer.WriteStartArray();
        foreach (var e in tuple.Elements) Write(writer, e);
        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectType type)
    {
        writer.WriteStartObject();
        foreach (var a in type.Attributes)
        {
            writer.WritePropertyName(a.Name);
            Write(writer, a.Type);
        }
        writer.WriteEndObject();
        if (!type.Attributes.Any(static a => a.Optional)) return;
        writer.WriteStartArray();
        foreach (var a in type.Attributes.Where(static a => a.Optional)) writer.WriteStringValue(a.Name);
        writer.WriteEndArray();
    }

    private static TupleType ReadTuple(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException("the types of a tuple's elements must be an array");
        var elements = new List<DataType>();
        while (Next(ref reader) != JsonTokenType.EndArray) elements.Add(Read(ref reader));
        return DataType.Tuple(elements);
    }

    private static ObjectType ReadObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("the types of an object's attributes must be an object");
        var attributes = new Dictionary<string, DataType>(StringComparer.Ordinal);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var name = JsonStrings.Get(ref reader);
            Next(ref reader);
            attributes[name] = Read(ref reader);
        }
        if (Next(ref reader) == JsonTokenType.EndArray) return DataType.Object(attributes);
        var optional = ReadNames(ref reader);
        if (optional.Find(name => !attributes.ContainsKey(name)) is { } stray)
            throw new FormatException($"\"{stray}\" is listed as optional and is no attribute of the object");
        Next(ref reader);
        return DataType.Object(attributes, optional);
    }

    private static List<string> ReadNames(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException("the names of optional attributes must be an array");
        var names = new List<string>();
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String) throw new FormatException("the name of an optional attribute must be a string");
            names.Add(JsonStrings.Get(ref reader));
        }
        return names;
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new FormatException("a type ends too early");
}
