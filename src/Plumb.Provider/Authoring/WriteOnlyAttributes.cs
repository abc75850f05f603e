using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>Takes write-only attributes, which the configuration alone may hold, out of what is planned and stored.</summary>
internal static class WriteOnlyAttributes
{
    public static bool Exist(BlockSchema block) => Exist(block.Attributes) || block.Blocks.Any(b => Exist(b.Block));

    /// <summary>The same value where nothing is to be taken out.</summary>
    public static Value Remove(Value value, BlockSchema block)
    {
        if (value is not ObjectValue given) return value;
        var result = Remove(given, block.Attributes);
        foreach (var nested in block.Blocks)
        {
            if (!Exist(nested.Block) || result[nested.Name] is not { } content) continue;
            result = result.With(nested.Name, RemoveInside(content, element => Remove(element, nested.Block)));
        }
        return result;
    }

    private static bool Exist(IReadOnlyList<AttributeSchema> attributes) => attributes.Any(a => a.WriteOnly || (a.Nested is { } nested && Exist(nested.Attributes)));

    private static ObjectValue Remove(ObjectValue value, IReadOnlyList<AttributeSchema> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (value[attribute.Name] is not { } content) continue;
            if (attribute.WriteOnly) value = value.With(attribute.Name, Value.Null(attribute.ImpliedType));
            else if (attribute.Nested is { } nested && Exist(nested.Attributes))
                value = value.With(attribute.Name, RemoveInside(content, element => element is ObjectValue o ? Remove(o, nested.Attributes) : element));
        }
        return value;
    }

    private static Value RemoveInside(Value value, Func<Value, Value> remove) => value switch
    {
        ObjectValue o => remove(o),
        ListValue l => Value.List(l.ElementType, [.. l.Elements.Select(remove)]),
        SetValue s => Value.Set(s.ElementType, [.. s.Elements.Select(remove)]),
        TupleValue t => Value.Tuple([.. t.Elements.Select(remove)]),
        MapValue m => Value.Map(((MapType)m.Type).Element, m.Entries.Select(e => KeyValuePair.Create(e.Key, remove(e.Value)))),
        _ => value,
    };
}
