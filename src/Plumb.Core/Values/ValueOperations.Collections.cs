using Plumb.Core.Numerics;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>Lengths, membership and refinement.</summary>
public static partial class ValueOperations
{
    /// <summary>The number of elements of a list, set, map, tuple or object: unknown with bounds where that is all there is.</summary>
    public static Value Length(Value a) => (a.Unmarked switch
    {
        { Type: TupleType t } => Value.Number(t.Elements.Count),
        { Type: ObjectType t } => Value.Number(t.Count),
        NullValue => UnknownNumber,
        var collection => LengthOf(RefinementRules.Of(collection)),
    }).WithMarks(a.Marks);

    /// <summary>Whether a set, or the keys of nothing else, holds a value.</summary>
    public static Value SetContains(Value set, Value element)
    {
        if (set.ContainsMarked || element.ContainsMarked)
        {
            var plainSet = set.UnmarkDeep(out var setMarks);
            var plainElement = element.UnmarkDeep(out var elementMarks);
            return SetContains(plainSet, plainElement).WithMarks(setMarks.Union(elementMarks));
        }
        if (set is not SetValue known) return UnknownBool;
        if (element.Type is not DynamicType && known.ElementType is not DynamicType && !element.Type.Equals(known.ElementType)) return Value.False;
        if (element is UnknownValue) return UnknownBool;
        if (!element.Type.Equals(known.ElementType)) return Value.False;
        return ValueEquality.Contains(known, element) switch
        {
            true => Value.True,
            false when set.IsWhollyKnown => Value.False,
            _ => UnknownBool,
        };
    }

    /// <summary>
    /// Whether a list, tuple or map has an element at a key. A key of a kind that the collection is never asked by is
    /// at no element; how many a tuple has is known by its type alone.
    /// </summary>
    public static Value HasIndex(Value collection, Value key)
    {
        if (collection.IsMarked || key.IsMarked)
            return HasIndex(collection.Unmarked, key.Unmarked).WithMarks(collection.Marks.Union(key.Marks));
        if (collection.Type is DynamicType || key.Type is DynamicType) return UnknownBool;
        var isOfKeys = ReferenceEquals(key.Type, collection.Type is MapType ? DataType.String : DataType.Number);
        return (collection, key) switch
        {
            _ when !isOfKeys => Value.False,
            (_, not (StringValue or NumberValue)) => UnknownBool,
            ({ Type: TupleType t }, NumberValue k) => Value.Bool(IsWithin(k.Number, t.Elements.Count)),
            (ListValue l, NumberValue k) => Value.Bool(IsWithin(k.Number, l.Count)),
            (MapValue m, StringValue k) => Value.Bool(m.Has(k.Text)),
            ({ Type: ListType or MapType }, _) => UnknownBool,
            _ => throw new ArgumentException($"A value of type {collection.Type} has no keys.", nameof(collection)),
        };
    }

    /// <summary>
    /// An unknown with what is known added, which may leave but one value; a known value as it is. What contradicts the
    /// refinement that the value has already is dropped, and so is all for a dynamic type.
    /// </summary>
    public static Value Refine(Value value, Func<Refinement, Refinement> refine)
    {
        if (value.Unmarked is not UnknownValue unknown || unknown.Type is DynamicType) return value;
        var refined = RefinementRules.Combine(unknown.Refinement, refine(unknown.Refinement));
        return refined == unknown.Refinement ? value : RefinementRules.Collapse(unknown.Type, refined).WithMarks(value.Marks);
    }

    /// <summary>
    /// An unknown value of the type with everything that is sure of the value: what a provider or a plan may promise.
    /// Marks stay behind.
    /// </summary>
    public static UnknownValue UnknownLike(Value value, DataType type) =>
        Value.Unknown(type, RefinementRules.Fit(RefinementRules.Of(value.Unmarked), type));

    private static bool IsWithin(Number index, int count) => index.TryGetInt32(out var i) && i >= 0 && i < count;

    private static Value LengthOf(Refinement collection)
    {
        Number low = collection.LengthMin ?? 0;
        Number high = collection.LengthMax ?? long.MaxValue;
        return RefinementRules.Collapse(DataType.Number, Refinement.NonNull with { LowerBound = new(low, true), UpperBound = new(high, true) });
    }
}
