using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Attributes;

/// <summary>Objects of schemas, and what is in them.</summary>
internal static class ObjectValues
{
    /// <summary>An object of a schema in which everything is null, or, for blocks, not there.</summary>
    public static ObjectValue Empty(Schema schema) => Value.Object(schema.Block.ImpliedType.Attributes.Select(a => KeyValuePair.Create(a.Name, EmptyOf(a.Name, a.Type, schema.Block))));

    extension(ObjectValue value)
    {
        /// <summary>The known texts of a list or set, without nulls.</summary>
        public IReadOnlyList<string> TextsOf(string name) => value[name] is SequenceValue sequence ? [.. sequence.Elements.OfType<StringValue>().Select(e => e.Text)] : [];

        /// <summary>The known texts of a map, without nulls.</summary>
        public IEnumerable<KeyValuePair<string, string>> EntriesOf(string name) => value[name] is NamedValues map
            ? map.Entries.Where(e => e.Value is StringValue).Select(e => KeyValuePair.Create(e.Key, ((StringValue)e.Value).Text))
            : [];

        /// <summary>Nested blocks of a kind that there may be several of.</summary>
        public IEnumerable<ObjectValue> BlocksOf(string name) => value[name] is SequenceValue sequence ? sequence.Elements.OfType<ObjectValue>() : [];

        public ObjectValue WithText(string name, string? text) => value.With(name, text is null ? Value.Null(DataType.String) : Value.String(text));

        public ObjectValue WithNumber(string name, long? number) => value.With(name, number is { } n ? Value.Number(n) : Value.Null(DataType.Number));
    }

    public static Value OptionalText(string? text) => text is null ? Value.Null(DataType.String) : Value.String(text);

    private static Value EmptyOf(string name, DataType type, BlockSchema schema) => schema.FindBlock(name) is null ? Value.Null(type) : type switch
    {
        ListType list => Value.List(list.Element),
        SetType set => Value.Set(set.Element),
        _ => Value.Null(type),
    };
}
