using Plumb.Core.Numerics;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>
/// How refinements combine, which of them a type can have, and when they leave only one value. Contradictions never
/// throw: what was known first stays, since either side of one may come from a provider.
/// </summary>
internal static class RefinementRules
{
    /// <summary>A list of so many unknown elements is more use than its length; a hostile length must not fill memory.</summary>
    private const int LongestCollapsedList = 1 << 16;

    /// <summary>Everything that is sure of a value without marks of its own, for a null nothing.</summary>
    internal static Refinement Of(Value value) => value switch
    {
        UnknownValue u => u.Refinement,
        NullValue => Refinement.None,
        StringValue s => Refinement.NonNull with { StringPrefix = s.Text },
        NumberValue n => Refinement.NonNull with { LowerBound = new(n.Number, true), UpperBound = new(n.Number, true) },
        SetValue { IsWhollyKnown: false, Count: > 1 } s => Refinement.NonNull with { LengthMin = 1, LengthMax = s.Count },
        ListValue or SetValue => OfLength(((SequenceValue)value).Count),
        MapValue m => OfLength(m.Count),
        _ => Refinement.NonNull,
    };

    internal static Refinement OfLength(int count) => Refinement.NonNull with { LengthMin = count, LengthMax = count };

    /// <summary>Both at once.</summary>
    internal static Refinement Combine(Refinement a, Refinement b)
    {
        if (ReferenceEquals(b, Refinement.None) || ReferenceEquals(a, b)) return a;
        if (ReferenceEquals(a, Refinement.None)) return b;
        var (low, high) = CombineBounds(a, b);
        var (min, max) = CombineLengths(a, b);
        return new Refinement
        {
            NotNull = a.NotNull || b.NotNull,
            StringPrefix = CombinePrefixes(a.StringPrefix, b.StringPrefix),
            LowerBound = low,
            UpperBound = high,
            LengthMin = min,
            LengthMax = max,
        };
    }

    /// <summary>Without what says nothing and what the type cannot have.</summary>
    internal static Refinement Fit(Refinement refinement, DataType type)
    {
        var isNumber = type.Equals(DataType.Number);
        return new Refinement
        {
            NotNull = refinement.NotNull && type is not DynamicType,
            StringPrefix = type.Equals(DataType.String) && refinement.StringPrefix is { Length: > 0 } prefix ? prefix : null,
            LowerBound = isNumber && refinement.LowerBound is { } low && low.Value != Number.NegativeInfinity ? low : null,
            UpperBound = isNumber && refinement.UpperBound is { } high && high.Value != Number.PositiveInfinity ? high : null,
            LengthMin = type.IsCollection && refinement.LengthMin > 0 ? refinement.LengthMin : null,
            LengthMax = type.IsCollection && refinement.LengthMax is >= 0 and < int.MaxValue ? refinement.LengthMax : null,
        };
    }

    /// <summary>An unknown of the type, or the value itself where only one is left or its length shows its shape.</summary>
    internal static Value Collapse(DataType type, Refinement refinement)
    {
        if (type is DynamicType) return Value.DynamicUnknown;
        var fitting = Fit(refinement, type);
        if (fitting is { NotNull: true, LowerBound: { Inclusive: true } low, UpperBound: { Inclusive: true } high } && low.Value == high.Value)
            return Value.Number(low.Value);
        if (fitting is { NotNull: true, LengthMax: { } length } && length == (fitting.LengthMin ?? 0) && OfExactLength(type, length) is { } known)
            return known;
        return Value.Unknown(type, fitting);
    }

    private static Value? OfExactLength(DataType type, int length) => (type, length) switch
    {
        (ListType t, <= LongestCollapsedList) => Value.List(t.Element, Enumerable.Repeat<Value>(Value.Unknown(t.Element), length).ToArray()),
        (SetType t, 0) => Value.Set(t.Element),
        (SetType t, 1) => Value.Set(t.Element, Value.Unknown(t.Element)),
        (MapType t, 0) => Value.Map(t.Element, []),
        _ => null,
    };

    private static string? CombinePrefixes(string? a, string? b)
    {
        if (string.IsNullOrEmpty(a)) return b;
        return b is not null && b.Length > a.Length && b.StartsWith(a, StringComparison.Ordinal) ? b : a;
    }

    private static (NumberBound? Low, NumberBound? High) CombineBounds(Refinement a, Refinement b)
    {
        var low = Tighter(a.LowerBound, b.LowerBound, 1);
        var high = Tighter(a.UpperBound, b.UpperBound, -1);
        return AreConsistent(low, high) ? (low, high) : (a.LowerBound, a.UpperBound);
    }

    private static NumberBound? Tighter(NumberBound? a, NumberBound? b, int direction)
    {
        if (a is not { } first || b is not { } second) return a ?? b;
        var order = direction * second.Value.CompareTo(first.Value);
        return order > 0 || (order == 0 && !second.Inclusive) ? b : a;
    }

    private static bool AreConsistent(NumberBound? low, NumberBound? high)
    {
        if (low is not { } l || high is not { } h) return true;
        var order = l.Value.CompareTo(h.Value);
        return order < 0 || (order == 0 && l.Inclusive && h.Inclusive);
    }

    private static (int? Min, int? Max) CombineLengths(Refinement a, Refinement b)
    {
        int? min = a.LengthMin is { } aMin && b.LengthMin is { } bMin ? Math.Max(aMin, bMin) : a.LengthMin ?? b.LengthMin;
        int? max = a.LengthMax is { } aMax && b.LengthMax is { } bMax ? Math.Min(aMax, bMax) : a.LengthMax ?? b.LengthMax;
        return min is null || max is null || min <= max ? (min, max) : (a.LengthMin, a.LengthMax);
    }
}
