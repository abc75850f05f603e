using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// <c>&amp;&amp;</c> and <c>||</c>. Both sides are evaluated, for their types and marks, but where one side decides the
/// outcome alone, the faults of the other do not matter: <c>x != null &amp;&amp; x.ok</c>. A null operand is a fault always.
/// </summary>
internal static class LogicOperators
{
    public static Value Evaluate(BinaryExpression expression, EvaluationRun run)
    {
        var (start, errors) = (run.FaultCount, run.ErrorCount);
        var left = run.Evaluate(expression.Left);
        var (middle, isLeftSound) = (run.FaultCount, run.ErrorCount == errors);
        var right = run.Evaluate(expression.Right);
        var end = run.FaultCount;

        if (!BinaryOperators.Convert(expression, DataType.Bool, ref left, ref right, run)) return Value.Unknown(DataType.Bool);
        if (BinaryOperators.NullOperand(expression.Operator, left, right) is { } fault)
        {
            run.Report(EvaluationRules.OperationFailed, expression.Span, fault, expression);
            return Value.Unknown(DataType.Bool);
        }

        var controlling = expression.Operator == BinaryOperator.Or;
        if (Is(left, controlling) || (isLeftSound && !left.IsKnown && !right.IsKnown)) run.Forget(middle, end);
        else if (Is(right, controlling)) run.Forget(start, middle);
        return NotNull.Refine(expression.Operator == BinaryOperator.And ? ValueOperations.And(left, right) : ValueOperations.Or(left, right));
    }

    private static bool Is(Value value, bool wanted) => value.Unmarked is BoolValue b && b.IsTrue == wanted;
}
