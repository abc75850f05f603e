using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Blocks that a provider may fill in where a configuration has none: it is told so by null in place of no blocks.</summary>
public static class ComputedBlocks
{
    public static Value Withhold(BlockSchema schema, Value config) =>
        config is ObjectValue written && HasAny(schema) ? Withhold(schema, written) : config;

    private static bool HasAny(BlockSchema schema) => schema.Blocks.Any(b => b.Block.Computed || HasAny(b.Block));

    private static ObjectValue Withhold(BlockSchema schema, ObjectValue config)
    {
        foreach (var block in schema.Blocks)
            if (config[block.Name] is { } content) config = config.With(block.Name, Withhold(block, content));
        return config;
    }

    private static Value Withhold(NestedBlockSchema schema, Value content) => content switch
    {
        SequenceValue { Count: 0 } or MapValue { Count: 0 } when schema.Block.Computed => Value.Null(schema.ImpliedType),
        ObjectValue one when schema.Nesting is NestingMode.Single or NestingMode.Group => Withhold(schema.Block, one),
        ListValue list => Value.List(list.ElementType, [.. list.Elements.Select(e => Each(schema, e))]),
        SetValue set => Value.Set(set.ElementType, [.. set.Elements.Select(e => Each(schema, e))]),
        MapValue map => Value.Map(map.ElementType, map.Entries.Select(e => KeyValuePair.Create(e.Key, Each(schema, e.Value)))),
        _ => content,
    };

    private static Value Each(NestedBlockSchema schema, Value element) => element is ObjectValue one && HasAny(schema.Block) ? Withhold(schema.Block, one) : element;
}
