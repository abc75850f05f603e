using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>
/// Builds compound values from parts that a codec has read as a type constraint. Where the constraint leaves types open,
/// the parts decide; the collections' rule that all elements are of one type is checked there. The arrays are given away.
/// </summary>
internal static class ValueAssembly
{
    internal static Value List(ListType type, Value[] elements, ReadingTrail trail) =>
        IsSettled(type) ? ListValue.OfType(type, elements) : ListValue.OfType(DataType.List(Settle(type.Element, elements, trail)), elements);

    internal static Value Set(SetType type, Value[] elements, ReadingTrail trail) =>
        SetValue.OfType(IsSettled(type) ? type : DataType.Set(Settle(type.Element, elements, trail)), elements);

    internal static Value Map(MapType type, string[] keys, Value[] values, ReadingTrail trail) =>
        MapValue.OfType(IsSettled(type) ? type : DataType.Map(Settle(type.Element, values, trail)), keys, values);

    internal static Value Tuple(TupleType type, Value[] elements)
    {
        if (elements.Length == 0) return Value.EmptyTuple;
        return IsSettled(type) ? TupleValue.OfType(type, elements) : Value.Tuple(elements);
    }

    internal static Value Object(ObjectType type, Value[] values)
    {
        if (values.Length == 0) return Value.EmptyObject;
        if (IsSettled(type)) return ObjectValue.OfType(type, values);
        var attributes = new ObjectType.Attribute[values.Length];
        for (var i = 0; i < attributes.Length; i++) attributes[i] = new ObjectType.Attribute(type.Attributes[i].Name, values[i].Type, Optional: false);
        var settled = new ObjectType(attributes);
        return ObjectValue.OfType(settled.Equals(type) ? type : settled, values);
    }

    private static bool IsSettled(DataType type) => !type.HasDynamic && !type.HasOptionalAttributes;

    /// <summary>The one type of the elements; nulls and unknowns of no known type take it on.</summary>
    private static DataType Settle(DataType constraint, Value[] elements, ReadingTrail trail)
    {
        if (elements.Length == 0) return constraint;
        var type = ElementTypes.CommonType(elements) ?? throw trail.Fail("all elements must be of the same type");
        ElementTypes.Settle(elements, type);
        return type;
    }
}
