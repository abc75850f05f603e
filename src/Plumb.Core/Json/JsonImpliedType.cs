using System.Text.Json;
using Plumb.Core.Types;

namespace Plumb.Core.Json;

/// <summary>
/// The type that a JSON document has by itself. Equal types of objects and tuples within a document become one, so that
/// the rows of a long table share theirs. The reader bounds the depth.
/// </summary>
internal static class JsonImpliedType
{
    internal static DataType Read(ref Utf8JsonReader reader) => Read(ref reader, []);

    private static DataType Read(ref Utf8JsonReader reader, HashSet<DataType> known) => reader.TokenType switch
    {
        JsonTokenType.Null => DataType.Dynamic,
        JsonTokenType.True or JsonTokenType.False => DataType.Bool,
        JsonTokenType.Number => DataType.Number,
        JsonTokenType.String => DataType.String,
        JsonTokenType.StartArray => Shared(ReadTuple(ref reader, known), known),
        JsonTokenType.StartObject => Shared(ReadObject(ref reader, known), known),
        _ => throw new FormatException("a JSON value is required"),
    };

    private static TupleType ReadTuple(ref Utf8JsonReader reader, HashSet<DataType> known)
    {
        var elements = new List<DataType>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) elements.Add(Read(ref reader, known));
        return DataType.Tuple(elements);
    }

    /// <summary>A name may be repeated only with the same type, as the peer has it.</summary>
    private static ObjectType ReadObject(ref Utf8JsonReader reader, HashSet<DataType> known)
    {
        var attributes = new Dictionary<string, DataType>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonStrings.Get(ref reader);
            reader.Read();
            var type = Read(ref reader, known);
            if (!attributes.TryAdd(name, type) && !attributes[name].Equals(type)) throw new FormatException($"duplicate \"{name}\" property in JSON object");
        }
        return DataType.Object(attributes);
    }

    private static DataType Shared(DataType type, HashSet<DataType> known)
    {
        if (known.TryGetValue(type, out var same)) return same;
        known.Add(type);
        return type;
    }
}
