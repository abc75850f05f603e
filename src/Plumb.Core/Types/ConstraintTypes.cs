using System.Diagnostics;

namespace Plumb.Core.Types;

/// <summary>From a type constraint to the type of the values that meet it.</summary>
public static class ConstraintTypes
{
    /// <summary>The same type with no attribute optional: what a value converted to the constraint has. Free where none is.</summary>
    public static DataType WithoutOptionalAttributes(this DataType type)
    {
        if (!type.HasOptionalAttributes) return type;
        // A conversion of many elements asks for the same type again and again.
        return type.Plain ??= Strip(type);
    }

    private static DataType Strip(DataType type)
    {
        return type switch
        {
            ListType t => DataType.List(t.Element.WithoutOptionalAttributes()),
            SetType t => DataType.Set(t.Element.WithoutOptionalAttributes()),
            MapType t => DataType.Map(t.Element.WithoutOptionalAttributes()),
            TupleType t => DataType.Tuple([.. t.Elements.Select(e => e.WithoutOptionalAttributes())]),
            ObjectType t => DataType.Object(t.Attributes.Select(a => KeyValuePair.Create(a.Name, a.Type.WithoutOptionalAttributes()))),
            _ => throw new UnreachableException(type.GetType().Name),
        };
    }
}
