using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>Arithmetic, comparison and equality of two operands; logic is in <see cref="LogicOperators"/>.</summary>
internal static class BinaryOperators
{
    public static Value Evaluate(BinaryExpression expression, EvaluationRun run)
    {
        if (expression.Operator is BinaryOperator.And or BinaryOperator.Or) return LogicOperators.Evaluate(expression, run);

        var errors = run.ErrorCount;
        var left = run.Evaluate(expression.Left);
        var right = run.Evaluate(expression.Right);
        if (expression.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual)
            return run.ErrorCount > errors ? Value.Unknown(DataType.Bool).WithMarks(left.Marks.Union(right.Marks)) : Equality(expression.Operator, left, right);

        var isSuitable = Convert(expression, DataType.Number, ref left, ref right, run);
        var resultType = expression.Operator >= BinaryOperator.Add ? DataType.Number : DataType.Bool;
        if (!isSuitable) return Value.Unknown(resultType);
        if (run.ErrorCount > errors) return Value.Unknown(resultType).WithMarks(left.Marks.Union(right.Marks));
        if (Fault(expression.Operator, left, right) is not { } fault) return NotNull.Refine(Compute(expression.Operator, left, right));

        run.Report(EvaluationRules.OperationFailed, expression.Span, fault, expression);
        return Value.Unknown(resultType);
    }

    /// <summary>Converts both operands, reporting each that does not convert.</summary>
    public static bool Convert(BinaryExpression expression, DataType type, ref Value left, ref Value right, EvaluationRun run)
    {
        var isLeftSuitable = TryConvert(expression, expression.Left, "left", type, left, run, out var convertedLeft);
        var isRightSuitable = TryConvert(expression, expression.Right, "right", type, right, run, out var convertedRight);
        left = convertedLeft ?? left;
        right = convertedRight ?? right;
        return isLeftSuitable && isRightSuitable;
    }

    /// <summary>Why a null operand is refused, or null if none is.</summary>
    public static string? NullOperand(BinaryOperator op, Value left, Value right)
    {
        var which = (left.IsNull, right.IsNull) switch
        {
            (true, true) => "Both operands are",
            (true, false) => "The left operand is",
            (false, true) => "The right operand is",
            _ => null,
        };
        return which is null ? null : $"{which} null, and \"{op.Symbol()}\" needs two values that are not.";
    }

    private static bool TryConvert(
        BinaryExpression whole, Expression operand, string side, DataType type, Value value, EvaluationRun run, [NotNullWhen(true)] out Value? converted)
    {
        if (EvaluationRun.TryConvert(value, type, out converted, out var error)) return true;
        run.Report(EvaluationRules.InvalidOperand, operand.Span,
            $"The {side} operand of \"{whole.Operator.Symbol()}\" is not suitable: {error.Describe()}.", operand, whole.Span);
        return false;
    }

    private static Value Equality(BinaryOperator op, Value left, Value right)
    {
        var equal = ValueOperations.EqualTo(left, right);
        return NotNull.Refine(op == BinaryOperator.Equal ? equal : ValueOperations.Not(equal));
    }

    private static Value Compute(BinaryOperator op, Value left, Value right) => op switch
    {
        BinaryOperator.GreaterThan => ValueOperations.GreaterThan(left, right),
        BinaryOperator.GreaterOrEqual => ValueOperations.GreaterOrEqual(left, right),
        BinaryOperator.LessThan => ValueOperations.LessThan(left, right),
        BinaryOperator.LessOrEqual => ValueOperations.LessOrEqual(left, right),
        BinaryOperator.Add => ValueOperations.Add(left, right),
        BinaryOperator.Subtract => ValueOperations.Subtract(left, right),
        BinaryOperator.Multiply => ValueOperations.Multiply(left, right),
        BinaryOperator.Divide => InfiniteArithmetic.DivideByZero(left, right) ?? ValueOperations.Divide(left, right),
        BinaryOperator.Modulo => InfiniteArithmetic.Modulo(left, right) ?? ValueOperations.Modulo(left, right),
        _ => throw new UnreachableException(op.ToString()),
    };

    private static string? Fault(BinaryOperator op, Value left, Value right) =>
        NullOperand(op, left, right) ?? InfiniteArithmetic.Fault(op, left, right);
}
