using System.Collections.Concurrent;
using Plumb.Hcl.Decoding;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Evaluation;

/// <summary>Providers' schemas as specifications for decoding bodies; each made once, with the schema's own type.</summary>
internal sealed class SchemaSpecs
{
    private readonly ConcurrentDictionary<BlockSchema, BodySpec> _specs = new(ReferenceEqualityComparer.Instance);

    public BodySpec For(BlockSchema schema) => _specs.GetOrAdd(schema, Make);

    private BodySpec Make(BlockSchema schema) => new(
        schema.Attributes.ToDictionary(a => a.Name, a => new AttributeSpec(a.ConfigType) { Required = a.Required, HasNestedSchema = a.Nested is not null }),
        schema.Blocks.ToDictionary(b => b.Name, b => new BlockSpec(Nesting(b.Nesting), For(b.Block)) { MinItems = b.MinItems, MaxItems = b.MaxItems }))
    {
        DecodedType = schema.ImpliedType,
    };

    private static BlockNesting Nesting(NestingMode mode) => mode switch
    {
        NestingMode.Single => BlockNesting.Single,
        NestingMode.Group => BlockNesting.Group,
        NestingMode.List => BlockNesting.List,
        NestingMode.Set => BlockNesting.Set,
        _ => BlockNesting.Map,
    };
}
