using Plumb.Core.Numerics;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>
/// Arithmetic and order. An undefined result of known operands (infinity minus infinity, zero by zero) is an unknown
/// number; a caller that wants to report it asks <see cref="Number.CanAdd"/> and its like first.
/// </summary>
public static partial class ValueOperations
{
    private static readonly UnknownValue UnknownNumber = Value.Unknown(DataType.Number, Refinement.NonNull);

    private static readonly UnknownValue UnknownMagnitude =
        Value.Unknown(DataType.Number, Refinement.NonNull with { LowerBound = new(Number.Zero, true) });

    private delegate Number? Operator(Number a, Number b);

    private static readonly Operator Sum = static (a, b) => Number.CanAdd(a, b) ? a + b : null;
    private static readonly Operator Difference = static (a, b) => Number.CanAdd(a, -b) ? a - b : null;
    private static readonly Operator Product = static (a, b) => Number.CanMultiply(a, b) ? a * b : null;
    private static readonly Operator Quotient = static (a, b) => Number.CanDivide(a, b) ? a / b : null;
    private static readonly Operator Remainder = static (a, b) =>
        (a.IsInfinity || b.IsInfinity) && !Number.CanMultiply(a, b) ? null : a % b;

    public static Value Add(Value a, Value b) => Compute(a, b, Sum, isMonotone: true);

    public static Value Subtract(Value a, Value b) => Compute(a, b, Difference, isMonotone: true);

    public static Value Multiply(Value a, Value b)
    {
        // Whatever the unknown becomes, nothing of it is left; an infinity would be an error anyway.
        if (IsUnknownTimesZero(a, b) || IsUnknownTimesZero(b, a)) return Value.Number(Number.Zero).WithMarks(a.Marks.Union(b.Marks));
        return Compute(a, b, Product, isMonotone: true);
    }

    /// <summary>The divisor is known not to be zero, or unknown.</summary>
    public static Value Divide(Value a, Value b) => Compute(a, b, Quotient, isMonotone: false);

    public static Value Modulo(Value a, Value b) => Compute(a, b, Remainder, isMonotone: false);

    public static Value Negate(Value a) =>
        (a.Unmarked is NumberValue n ? Value.Number(-n.Number) : (Value)UnknownNumber).WithMarks(a.Marks);

    /// <summary>The number without its sign: of an unknown one at least that is sure.</summary>
    public static Value Absolute(Value a) => (a.Unmarked switch
    {
        NumberValue n => Value.Number(n.Number.Abs()),
        _ => (Value)UnknownMagnitude,
    }).WithMarks(a.Marks);

    public static Value LessThan(Value a, Value b) => Order(a, b, expected: -1);

    public static Value GreaterThan(Value a, Value b) => Order(a, b, expected: 1);

    public static Value LessOrEqual(Value a, Value b) => Or(LessThan(a, b), EqualTo(a, b));

    public static Value GreaterOrEqual(Value a, Value b) => Or(GreaterThan(a, b), EqualTo(a, b));

    private static bool IsUnknownTimesZero(Value a, Value b) => a.Unmarked is UnknownValue && b.Unmarked is NumberValue { Number.IsZero: true };

    private static Value Compute(Value a, Value b, Operator apply, bool isMonotone)
    {
        if (a is NumberValue x && b is NumberValue y) return apply(x.Number, y.Number) is { } result ? Value.Number(result) : UnknownNumber;
        if (a.IsMarked || b.IsMarked) return Compute(a.Unmarked, b.Unmarked, apply, isMonotone).WithMarks(a.Marks.Union(b.Marks));
        return isMonotone ? RefinementRules.Collapse(DataType.Number, ResultRange(a, b, apply)) : UnknownNumber;
    }

    /// <summary>The range of a monotone operation is spanned by its results at the ends of its operands' ranges.</summary>
    private static Refinement ResultRange(Value a, Value b, Operator apply)
    {
        if (a.Type is DynamicType || b.Type is DynamicType) return Refinement.NonNull;
        var (aLow, aHigh) = Bounds(a);
        var (bLow, bHigh) = Bounds(b);
        if (apply(aLow, bLow) is not { } r1 || apply(aLow, bHigh) is not { } r2 || apply(aHigh, bLow) is not { } r3 || apply(aHigh, bHigh) is not { } r4)
            return Refinement.NonNull;
        var (low, high) = (r1, r1);
        foreach (var r in (ReadOnlySpan<Number>)[r2, r3, r4])
        {
            if (r < low) low = r;
            if (r > high) high = r;
        }
        return Refinement.NonNull with { LowerBound = new(low, true), UpperBound = new(high, true) };
    }

    private static (Number Low, Number High) Bounds(Value value)
    {
        var range = RefinementRules.Of(value);
        return (range.LowerBound?.Value ?? Number.NegativeInfinity, range.UpperBound?.Value ?? Number.PositiveInfinity);
    }

    /// <summary>Whether a compares to b as expected; of unknowns the ranges may already tell, their ends taken as included.</summary>
    private static Value Order(Value a, Value b, int expected)
    {
        if (a is NumberValue x && b is NumberValue y) return Value.Bool(x.Number.CompareTo(y.Number) == expected);
        if (a.IsMarked || b.IsMarked) return Order(a.Unmarked, b.Unmarked, expected).WithMarks(a.Marks.Union(b.Marks));
        if (a.Type is DynamicType || b.Type is DynamicType) return UnknownBool;
        var (aLow, aHigh) = Bounds(a);
        var (bLow, bHigh) = Bounds(b);
        if (aHigh < bLow) return Value.Bool(expected < 0);
        return aLow > bHigh ? Value.Bool(expected > 0) : UnknownBool;
    }
}
