using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Hcl.Evaluation;

/// <summary>What is sure of a value that is one of two, while it is not known which.</summary>
internal static class EitherOf
{
    public static Value Values(Value a, Value b, DataType type)
    {
        if (a is NullValue && b is NullValue) return Value.Null(type);
        if (type is DynamicType) return Value.DynamicUnknown;

        var common = new Refinement { NotNull = NotNull.IsCertain(a) && NotNull.IsCertain(b) };
        if (a.Type == DataType.Number && b.Type == DataType.Number)
            common = common with { LowerBound = Lower(Bounds(a).Lower, Bounds(b).Lower), UpperBound = Upper(Bounds(a).Upper, Bounds(b).Upper) };
        else if (a.Type is CollectionType && a.Type.Equals(b.Type))
            common = Lengths(a, b, common);
        return ValueOperations.Refine(Value.Unknown(type), _ => common);
    }

    private static (NumberBound? Lower, NumberBound? Upper) Bounds(Value value) => value switch
    {
        NumberValue known => (new NumberBound(known.Number, true), new NumberBound(known.Number, true)),
        UnknownValue unknown => (unknown.Refinement.LowerBound, unknown.Refinement.UpperBound),
        _ => (null, null),
    };

    private static NumberBound? Lower(NumberBound? a, NumberBound? b)
    {
        if (a is not { } x || b is not { } y) return null;
        return x.Value == y.Value ? x with { Inclusive = x.Inclusive || y.Inclusive } : x.Value < y.Value ? x : y;
    }

    private static NumberBound? Upper(NumberBound? a, NumberBound? b)
    {
        if (a is not { } x || b is not { } y) return null;
        return x.Value == y.Value ? x with { Inclusive = x.Inclusive || y.Inclusive } : x.Value > y.Value ? x : y;
    }

    private static Refinement Lengths(Value a, Value b, Refinement common)
    {
        var ((minA, maxA), (minB, maxB)) = (Length(a), Length(b));
        return common with
        {
            LengthMin = Math.Min(minA, minB) is > 0 and var min ? min : null,
            LengthMax = Math.Max(maxA, maxB) is < int.MaxValue and var max ? max : null,
        };
    }

    private static (int Min, int Max) Length(Value value) => value switch
    {
        // Unknown elements of a set may turn out to be one.
        SetValue { IsWhollyKnown: false } set => (1, set.Count),
        SequenceValue sequence => (sequence.Count, sequence.Count),
        NamedValues named => (named.Count, named.Count),
        UnknownValue { Refinement: var known } => (known.LengthMin ?? 0, known.LengthMax ?? int.MaxValue),
        _ => (0, int.MaxValue),
    };
}
