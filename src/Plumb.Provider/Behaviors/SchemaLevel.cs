using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Behaviors;

/// <summary>
/// One level of a schema laid out for walking values of it: members in the places that an object value has them in. Made
/// once for a schema, so that walking ten thousand objects looks no name up.
/// </summary>
internal sealed class SchemaLevel
{
    public SchemaLevel(BlockSchema block) : this(block.ImpliedType, block.Attributes, block.Blocks)
    {
    }

    private SchemaLevel(ObjectType type, IReadOnlyList<AttributeSchema> attributes, IReadOnlyList<NestedBlockSchema> blocks)
    {
        Type = type;
        Members =
        [
            .. attributes.Select(a => new SchemaMember(a.Name, type.IndexOf(a.Name), a, a.Behavior ?? AttributeBehavior.None)
            {
                Inside = a.Nested is { } nested ? new SchemaLevel(nested.ObjectType, nested.Attributes, []) : null,
            }),
            .. blocks.Select(b => new SchemaMember(b.Name, type.IndexOf(b.Name), null, b.Behavior ?? AttributeBehavior.None) { Inside = new SchemaLevel(b.Block), IsComputedBlock = b.Block.Computed }),
        ];
        HasDefaults = Members.Any(m => m.Behavior.Default is not null || m.Inside is { HasDefaults: true });
        HasComputed = Members.Any(m => m.Attribute is { Computed: true } || m.IsComputedBlock || m.Inside is { HasComputed: true });
        HasComputedBlocks = Members.Any(m => m.IsComputedBlock || m.Inside is { HasComputedBlocks: true });
        HasModifiers = Members.Any(m => m.Behavior.Modifiers.Count > 0 || m.Inside is { HasModifiers: true });
    }

    public ObjectType Type { get; }

    /// <summary>In the order of declaration, attributes first.</summary>
    public SchemaMember[] Members { get; }

    public bool HasDefaults { get; }

    public bool HasComputed { get; }

    /// <summary>Blocks that are the provider's to say where a configuration has none.</summary>
    public bool HasComputedBlocks { get; }

    public bool HasModifiers { get; }

    /// <summary>The object with other values; the values are in the type's order.</summary>
    public ObjectValue Assemble(ObjectValue like, Value[] values) =>
        Type.HasDynamic ? Models.ModelWriting.Object(like.Type, values, isSettled: false) : ObjectValue.OfType(like.Type, values);
}

/// <summary>An attribute, or a nested block where <see cref="Attribute"/> is null.</summary>
internal sealed record SchemaMember(string Name, int Place, AttributeSchema? Attribute, AttributeBehavior Behavior)
{
    public SchemaLevel? Inside { get; init; }

    public bool IsComputedBlock { get; init; }
}
