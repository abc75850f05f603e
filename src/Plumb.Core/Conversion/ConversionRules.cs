using Plumb.Core.Types;

namespace Plumb.Core.Conversion;

/// <summary>Which types convert to which, as far as types tell.</summary>
internal static class ConversionRules
{
    internal static bool IsPossible(DataType from, DataType to, bool allowUnsafe)
    {
        if (to is DynamicType || from.Equals(to)) return true;
        return (from, to) switch
        {
            (DynamicType, _) => allowUnsafe,
            (PrimitiveType, PrimitiveType) => IsPossible((PrimitiveType)from, (PrimitiveType)to, allowUnsafe),
            (ObjectType f, ObjectType t) => IsPossible(f, t, allowUnsafe),
            (TupleType f, TupleType t) => IsPossible(f, t, allowUnsafe),
            (ListType or SetType, ListType t) => IsPossible(((CollectionType)from).Element, t.Element, allowUnsafe),
            // A set forgets order and duplicates of a list.
            (ListType f, SetType t) => allowUnsafe && IsPossible(f.Element, t.Element, allowUnsafe),
            (SetType f, SetType t) => IsPossible(f.Element, t.Element, allowUnsafe),
            (MapType f, MapType t) => IsPossible(f.Element, t.Element, allowUnsafe),
            (TupleType f, ListType or SetType) => TupleElement(f, ((CollectionType)to).Element, allowUnsafe) is { } element
                && AllPossible(f.Elements, element, allowUnsafe),
            (ObjectType f, MapType t) => ObjectElement(f, t.Element, allowUnsafe) is { } element
                && AllPossible(AttributeTypes(f), element, allowUnsafe),
            // Whether the map has the attributes is for the value to say.
            (MapType f, ObjectType t) => allowUnsafe && t.Attributes.All(a => a.Optional || IsPossible(f.Element, a.Type, allowUnsafe)),
            _ => false,
        };
    }

    /// <summary>The element type that a tuple's elements convert to: as wanted, or where any will do the one that unifies them.</summary>
    internal static DataType? TupleElement(TupleType tuple, DataType wanted, bool allowUnsafe)
    {
        if (wanted is not DynamicType || tuple.Elements.Count == 0) return wanted;
        var unified = new TypeUnifier(allowUnsafe).Unify(tuple.Elements);
        return unified is DynamicType && tuple.Elements.Any(e => e is not DynamicType) ? null : unified;
    }

    /// <summary>The same for the attributes of an object that becomes a map.</summary>
    internal static DataType? ObjectElement(ObjectType type, DataType wanted, bool allowUnsafe) =>
        wanted is not DynamicType || type.Count == 0 ? wanted : new TypeUnifier(allowUnsafe).Unify(AttributeTypes(type));

    internal static DataType[] AttributeTypes(ObjectType type) => [.. type.Attributes.Select(a => a.Type)];

    /// <summary>Long runs of elements of one type cost one question.</summary>
    internal static bool AllPossible(IReadOnlyList<DataType> from, DataType to, bool allowUnsafe)
    {
        DataType? last = null;
        foreach (var type in from)
        {
            if (last is not null && type.Equals(last)) continue;
            if (!IsPossible(type, to, allowUnsafe)) return false;
            last = type;
        }
        return true;
    }

    private static bool IsPossible(PrimitiveType from, PrimitiveType to, bool allowUnsafe)
    {
        if (ReferenceEquals(to, DataType.String)) return true;
        return allowUnsafe && ReferenceEquals(from, DataType.String);
    }

    /// <summary>What the target lacks is dropped; what it has more must be optional.</summary>
    private static bool IsPossible(ObjectType from, ObjectType to, bool allowUnsafe)
    {
        foreach (var wanted in to.Attributes)
        {
            if (from[wanted.Name] is not { } got)
            {
                if (!wanted.Optional) return false;
            }
            else if (!IsPossible(got, wanted.Type, allowUnsafe)) return false;
        }
        return true;
    }

    private static bool IsPossible(TupleType from, TupleType to, bool allowUnsafe)
    {
        if (from.Elements.Count != to.Elements.Count) return false;
        for (var i = 0; i < to.Elements.Count; i++)
            if (!IsPossible(from.Elements[i], to.Elements[i], allowUnsafe)) return false;
        return true;
    }
}
