using Plumb.Core.Numerics;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// What arithmetic with zero and infinity gives: dividing by zero is infinite, a remainder by zero is the dividend,
/// and what has no answer at all is refused.
/// </summary>
internal static class InfiniteArithmetic
{
    public static string? Fault(BinaryOperator op, Value left, Value right)
    {
        if (left.Unmarked is not NumberValue { Number: var a } || right.Unmarked is not NumberValue { Number: var b }) return null;
        return op switch
        {
            BinaryOperator.Add when a.IsInfinity && b.IsInfinity && a.Sign != b.Sign => "Infinity and its opposite have no sum.",
            BinaryOperator.Subtract when a.IsInfinity && b.IsInfinity && a.Sign == b.Sign => "Infinity cannot be subtracted from itself.",
            BinaryOperator.Multiply when (a.IsInfinity && b.Sign == 0) || (a.Sign == 0 && b.IsInfinity) => "Zero times infinity has no value.",
            BinaryOperator.Divide when a.Sign == 0 && b.Sign == 0 => "Zero cannot be divided by zero.",
            BinaryOperator.Divide when a.IsInfinity && b.IsInfinity => "Infinity cannot be divided by infinity.",
            BinaryOperator.Modulo when (a.IsInfinity && b.Sign == 0) || (a.Sign == 0 && b.IsInfinity) => "Zero and infinity have no remainder.",
            _ => null,
        };
    }

    /// <summary>The quotient where the divisor is zero; null where it is not.</summary>
    public static Value? DivideByZero(Value left, Value right)
    {
        if (left.Unmarked is not NumberValue { Number: var a } || right.Unmarked is not NumberValue { Number.Sign: 0 }) return null;
        return Value.Number(a.Sign < 0 ? Number.NegativeInfinity : Number.PositiveInfinity).WithMarks(left.Marks.Union(right.Marks));
    }

    /// <summary>The remainder where the divisor is zero or an operand infinite; null where that is not so.</summary>
    public static Value? Modulo(Value left, Value right)
    {
        if (left.Unmarked is not NumberValue { Number: var a } || right.Unmarked is not NumberValue { Number: var b }) return null;
        if (a.IsInfinity || b.IsInfinity) return ValueOperations.Multiply(left, right);
        return b.Sign == 0 ? left.WithMarks(right.Marks) : null;
    }
}
