using Plumb.Core.Types;

namespace Plumb.Hcl.Decoding;

/// <summary>One attribute of a body; the type is a constraint.</summary>
public sealed record AttributeSpec(DataType Type)
{
    /// <summary>Its absence is a fault.</summary>
    public bool Required { get; init; }

    /// <summary>Its schema says more than its type does: it is never written as blocks.</summary>
    public bool HasNestedSchema { get; init; }

    /// <summary>The type of the decoded value.</summary>
    public DataType DecodedType { get; } = Type.WithoutOptionalAttributes();

    /// <summary>The element type where the attribute is one that may be written as blocks, else null.</summary>
    internal ObjectType? BlockElement => Type is ListType { Element: ObjectType list } ? list : Type is SetType { Element: ObjectType set } ? set : null;

    internal bool IsOfLegacyKind => !HasNestedSchema && Type switch
    {
        TupleType or ObjectType => false,
        MapType { Element: ObjectType } => false,
        CollectionType { Element: CollectionType inner } => inner.Element.IsPrimitive,
        _ => true,
    };
}
