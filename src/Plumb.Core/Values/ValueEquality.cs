using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>Equality in three values: true, false, or null where an unknown leaves it open. The values carry no marks at any depth.</summary>
internal static class ValueEquality
{
    internal static bool? AreEqual(Value a, Value b)
    {
        if (ReferenceEquals(a, b) && a.IsWhollyKnown) return true;
        if ((a is NullValue && IsSurelyNotNull(b)) || (b is NullValue && IsSurelyNotNull(a))) return false;
        if (a is UnknownValue && b is UnknownValue) return null;
        if (a is UnknownValue leftUnknown) return CompareUnknown(leftUnknown, b);
        if (b is UnknownValue rightUnknown) return CompareUnknown(rightUnknown, a);
        if (a is NullValue || b is NullValue) return a is NullValue && b is NullValue;
        if (HasUnsettledType(a) || HasUnsettledType(b))
            return a.Type.ConformsTo(b.Type) || b.Type.ConformsTo(a.Type) ? null : false;
        return a.Type.Equals(b.Type) ? CompareContent(a, b) : false;
    }

    private static bool IsSurelyNotNull(Value value) => value is UnknownValue u ? u.Refinement.NotNull : value is not NullValue;

    /// <summary>The unknown may turn out null, and nulls of all types are equal; so only its range can tell it from a value.</summary>
    private static bool? CompareUnknown(UnknownValue unknown, Value known)
    {
        if (known is NullValue || unknown.Type is DynamicType) return null;
        if (!known.Type.ConformsTo(unknown.Type)) return HasUnsettledType(known) && unknown.Type.ConformsTo(known.Type) ? null : false;
        return IsOutside(unknown.Refinement, known) ? false : null;
    }

    private static bool IsOutside(Refinement range, Value known)
    {
        switch (known)
        {
            case StringValue s:
                return range.StringPrefix is { } prefix && !s.Text.StartsWith(prefix, StringComparison.Ordinal);
            case NumberValue n:
                return (range.LowerBound is { } low && (n.Number < low.Value || (!low.Inclusive && n.Number == low.Value)))
                    || (range.UpperBound is { } high && (n.Number > high.Value || (!high.Inclusive && n.Number == high.Value)));
            default:
                var length = RefinementRules.Of(known);
                return length.LengthMax < range.LengthMin || length.LengthMin > range.LengthMax;
        }
    }

    /// <summary>Whether an unknown inside may still change the type.</summary>
    private static bool HasUnsettledType(Value value)
    {
        if (value.IsWhollyKnown || !value.Type.HasDynamic) return false;
        return value switch
        {
            UnknownValue => true,
            SequenceValue s => AnyUnsettled(s.Span),
            NamedValues n => AnyUnsettled(n.Span),
            _ => false,
        };
    }

    private static bool AnyUnsettled(ReadOnlySpan<Value> values)
    {
        foreach (var value in values)
            if (HasUnsettledType(value)) return true;
        return false;
    }

    private static bool? CompareContent(Value a, Value b) => (a, b) switch
    {
        (StringValue x, StringValue y) => x.Text == y.Text,
        (NumberValue x, NumberValue y) => x.Number == y.Number,
        (BoolValue x, BoolValue y) => x.IsTrue == y.IsTrue,
        (SetValue x, SetValue y) => CompareSets(x, y),
        (SequenceValue x, SequenceValue y) => CompareInOrder(x.Span, y.Span),
        (MapValue x, MapValue y) => x.Keys.SequenceEqual(y.Keys) ? CompareAll(x.Span, y.Span) : false,
        (NamedValues x, NamedValues y) => CompareAll(x.Span, y.Span),
        _ => false,
    };

    /// <summary>As the peer does, the first element that is not surely equal decides.</summary>
    private static bool? CompareInOrder(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
            if (AreEqual(a[i], b[i]) is not true and var decision) return decision;
        return true;
    }

    /// <summary>The peer visits attributes in no order; any sure difference decides here, which is one of its answers.</summary>
    private static bool? CompareAll(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b)
    {
        bool? all = true;
        for (var i = 0; i < a.Length; i++)
        {
            var decision = AreEqual(a[i], b[i]);
            if (decision == false) return false;
            if (decision is null) all = null;
        }
        return all;
    }

    private static bool? CompareSets(SetValue a, SetValue b)
    {
        // Both are sorted alike and without duplicates.
        if (a.IsWhollyKnown && b.IsWhollyKnown) return CompareInOrder(a.Span, b.Span);
        foreach (var element in a.Elements.Concat(b.Elements))
            if (element is UnknownValue) return null;
        var forth = IsWithin(a, b);
        return forth == false ? false : IsWithin(b, a) is var back && back == false ? false : forth is true && back is true ? true : null;
    }

    private static bool? IsWithin(SetValue part, SetValue whole)
    {
        bool? all = true;
        foreach (var element in part.Elements)
        {
            var found = Contains(whole, element);
            if (found == false) return false;
            if (found is null) all = null;
        }
        return all;
    }

    internal static bool? Contains(SetValue set, Value element)
    {
        bool? found = false;
        foreach (var candidate in set.Span)
        {
            var decision = AreEqual(candidate, element);
            if (decision == true) return true;
            if (decision is null) found = null;
        }
        return found;
    }
}
