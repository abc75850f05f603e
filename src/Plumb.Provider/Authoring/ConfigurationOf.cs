using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>
/// What a configuration can say of an object: the object without what the provider alone decides, what is deprecated, and the ids
/// and empty texts of providers that cannot tell these from nothing. Blocks stay with what a configuration can say of them.
/// </summary>
internal static class ConfigurationOf
{
    public static ObjectValue Object(BlockSchema schema, ObjectValue state) => Of(schema, state, isWhole: true);

    private static ObjectValue Of(BlockSchema schema, ObjectValue state, bool isWhole)
    {
        var config = Of(schema.Attributes, state, isWhole);
        foreach (var block in schema.Blocks)
            if (config[block.Name] is { } content) config = config.With(block.Name, Inside(content, o => Of(block.Block, o, isWhole: false)));
        return config;
    }

    private static ObjectValue Of(IReadOnlyList<AttributeSchema> attributes, ObjectValue state, bool isWhole)
    {
        var config = state;
        foreach (var attribute in attributes)
        {
            if (config[attribute.Name] is not { IsNull: false } value) continue;
            if (IsSilent(attribute, value, isWhole)) config = config.With(attribute.Name, Value.Null(attribute.ImpliedType));
            else if (attribute.Nested is { } nested) config = config.With(attribute.Name, Inside(value, o => Of(nested.Attributes, o, isWhole: false)));
        }
        return config;
    }

    private static bool IsSilent(AttributeSchema attribute, Value value, bool isWhole) =>
        attribute is { Required: false, Optional: false }
        || attribute.DeprecationMessage is not null
        || (isWhole && attribute is { Name: "id", Computed: true })
        || (attribute.Optional && value is StringValue { Text: "" });

    /// <summary>The same collection of what becomes of its objects.</summary>
    private static Value Inside(Value value, Func<ObjectValue, ObjectValue> change) => value switch
    {
        ObjectValue one => change(one),
        ListValue list => Value.List(list.ElementType, [.. list.Elements.Select(e => Each(e, change))]),
        SetValue set => Value.Set(set.ElementType, [.. set.Elements.Select(e => Each(e, change))]),
        TupleValue tuple => Value.Tuple([.. tuple.Elements.Select(e => Each(e, change))]),
        MapValue map => Value.Map(map.ElementType, map.Entries.Select(e => KeyValuePair.Create(e.Key, Each(e.Value, change)))),
        _ => value,
    };

    private static Value Each(Value element, Func<ObjectValue, ObjectValue> change) => element is ObjectValue one ? change(one) : element;
}
