using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Conversion;

/// <summary>What is sure of a value that is unknown before and after its conversion.</summary>
internal static class UnknownConversion
{
    /// <summary>An unknown of the target type with what carries over; known where its shape is.</summary>
    internal static Value Convert(UnknownValue value, DataType to)
    {
        var refinement = Lengths(value, to) with { NotNull = value.Refinement.NotNull };
        return RefinementRules.Collapse(FillDynamic(value.Type, to), refinement);
    }

    private static Refinement Lengths(UnknownValue value, DataType to) => (value.Type, to) switch
    {
        (ObjectType f, MapType) => RefinementRules.OfLength(f.Count),
        (TupleType f, ListType) => RefinementRules.OfLength(f.Elements.Count),
        // Elements may prove equal, but not so that none is left.
        (TupleType f, SetType) => Between(Math.Min(1, f.Elements.Count), f.Elements.Count),
        (CollectionType, SetType) => Between(value.Refinement.LengthMin > 0 ? 1 : null, value.Refinement.LengthMax),
        (CollectionType, CollectionType) => Between(value.Refinement.LengthMin, value.Refinement.LengthMax),
        _ => Refinement.None,
    };

    private static Refinement Between(int? min, int? max) => Refinement.None with { LengthMin = min, LengthMax = max };

    /// <summary>The target type with the dynamic parts taken from where the value comes from.</summary>
    internal static DataType FillDynamic(DataType from, DataType to)
    {
        if (!to.HasDynamic || from is DynamicType) return to;
        return to switch
        {
            DynamicType => from,
            ListType t => DataType.List(FillElement(from, t.Element)),
            SetType t => DataType.Set(FillElement(from, t.Element)),
            MapType t => DataType.Map(FillElement(from, t.Element)),
            TupleType t when from is TupleType f && f.Elements.Count == t.Elements.Count => DataType.Tuple([.. f.Elements.Zip(t.Elements, FillDynamic)]),
            ObjectType t => DataType.Object(t.Attributes.Select(a => KeyValuePair.Create(a.Name, FillAttribute(from, a)))),
            _ => to,
        };
    }

    private static DataType FillElement(DataType from, DataType element)
    {
        var source = from switch
        {
            CollectionType c => c.Element,
            TupleType t => new TypeUnifier(allowUnsafe: true).Unify(t.Elements),
            ObjectType o => new TypeUnifier(allowUnsafe: true).Unify(ConversionRules.AttributeTypes(o)),
            _ => null,
        };
        return source is null ? element : FillDynamic(source, element);
    }

    private static DataType FillAttribute(DataType from, ObjectType.Attribute attribute)
    {
        var source = from switch
        {
            MapType m => m.Element,
            ObjectType o => o[attribute.Name],
            _ => null,
        };
        return source is null ? attribute.Type : FillDynamic(source, attribute.Type);
    }
}
