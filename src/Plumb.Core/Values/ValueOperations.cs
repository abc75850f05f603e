using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>
/// The language's operators on values: unknowns and marks pass through, refinements follow the mathematics. The
/// operands have the right types already (conversion is the caller's); null operands are the caller's to refuse.
/// </summary>
public static class ValueOperations
{
    /// <summary>The language's <c>==</c>: a bool, unknown where an unknown leaves it open, with the marks of both.</summary>
    public static Value EqualTo(Value a, Value b) => throw new NotImplementedException();

    public static Value Not(Value a) => throw new NotImplementedException();

    public static Value And(Value a, Value b) => throw new NotImplementedException();

    public static Value Or(Value a, Value b) => throw new NotImplementedException();

    public static Value Add(Value a, Value b) => throw new NotImplementedException();

    public static Value Subtract(Value a, Value b) => throw new NotImplementedException();

    public static Value Multiply(Value a, Value b) => throw new NotImplementedException();

    /// <summary>The divisor is known not to be zero, or unknown.</summary>
    public static Value Divide(Value a, Value b) => throw new NotImplementedException();

    public static Value Modulo(Value a, Value b) => throw new NotImplementedException();

    public static Value Negate(Value a) => throw new NotImplementedException();

    public static Value LessThan(Value a, Value b) => throw new NotImplementedException();

    public static Value GreaterThan(Value a, Value b) => throw new NotImplementedException();

    public static Value LessOrEqual(Value a, Value b) => throw new NotImplementedException();

    public static Value GreaterOrEqual(Value a, Value b) => throw new NotImplementedException();

    /// <summary>The number of elements of a list, set, map, tuple or object: unknown with bounds where that is all there is.</summary>
    public static Value Length(Value a) => throw new NotImplementedException();

    /// <summary>Whether a set, or the keys of nothing else, holds a value.</summary>
    public static Value SetContains(Value set, Value element) => throw new NotImplementedException();

    /// <summary>An unknown with what is known added; a known value as it is.</summary>
    public static Value Refine(Value value, Func<Refinement, Refinement> refine) => throw new NotImplementedException();

    /// <summary>An unknown value of the type with everything that is sure of the value: what a provider or a plan may promise.</summary>
    public static UnknownValue UnknownLike(Value value, DataType type) => throw new NotImplementedException();

    /// <summary>The value at a path, or null if the path does not exist in it. Through an unknown the answer is unknown.</summary>
    public static Value? At(Value value, ValuePath path) => throw new NotImplementedException();

    /// <summary>Rebuilds a value from the leaves outward; the function is given each place and its value with children already rebuilt.</summary>
    public static Value Transform(Value value, Func<ValuePath, Value, Value> transform) => throw new NotImplementedException();
}
