using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary><c>-x</c> and <c>!x</c>.</summary>
internal static class UnaryOperators
{
    public static Value Evaluate(UnaryExpression expression, EvaluationRun run)
    {
        var errors = run.ErrorCount;
        var operand = run.Evaluate(expression.Operand);
        var type = expression.Operator == UnaryOperator.Negate ? DataType.Number : DataType.Bool;
        if (!EvaluationRun.TryConvert(operand, type, out var converted, out var error))
        {
            run.Report(EvaluationRules.InvalidOperand, expression.Operand.Span,
                $"The operand of \"{expression.Operator.Symbol()}\" is not suitable: {error.Describe()}.", expression.Operand, expression.Span);
            return Value.Unknown(type);
        }
        if (run.ErrorCount > errors) return Value.Unknown(type);
        if (!converted.IsNull)
            return NotNull.Refine(expression.Operator == UnaryOperator.Negate ? ValueOperations.Negate(converted) : ValueOperations.Not(converted));

        run.Report(EvaluationRules.OperationFailed, expression.Span,
            $"The operand is null, and \"{expression.Operator.Symbol()}\" needs a value that is not.", expression);
        return Value.Unknown(type);
    }
}
