using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Schemas;

namespace Plumb.TfCoreMock;

/// <summary>What one type of resource looks like, beside the id that all have.</summary>
/// <param name="ComputedValues">What the provider computes for attributes at the top that nothing is configured for.</param>
internal sealed record MockType(IReadOnlyList<AttributeSchema> Attributes, IReadOnlyList<NestedBlockSchema> Blocks, IReadOnlyDictionary<string, Value> ComputedValues)
{
    private static readonly AttributeSchema GeneratedId = new("id", DataType.String)
    {
        Optional = true,
        Computed = true,
        Behavior = new AttributeBehavior { Modifiers = [PlanModifiers.UseStateForUnknown, PlanModifiers.RequiresReplace] },
    };

    public Schema ResourceSchema { get; } = new(0, new BlockSchema { Attributes = [GeneratedId, .. Attributes], Blocks = Blocks });

    /// <summary>Of an object that is looked up only the id is needed.</summary>
    public Schema DataSchema { get; } = new(0, new BlockSchema { Attributes = [new AttributeSchema("id", DataType.String) { Required = true }, .. Attributes], Blocks = Blocks });
}
