using Plumb.Core.Conversion;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// <c>condition ? a : b</c>. Both results are evaluated, since the type and the marks come from both, but only the
/// faults of the one taken are reported.
/// </summary>
internal static class Conditionals
{
    private enum Outcome
    {
        True,
        False,
        Unknown,
        Faulty,
    }

    public static Value Evaluate(ConditionalExpression expression, EvaluationRun run)
    {
        // Step 1: the three parts, with the places of their faults in the order of faults.
        var start = run.FaultCount;
        var condition = run.Evaluate(expression.Condition);
        var afterCondition = run.FaultCount;
        var whenTrue = run.Evaluate(expression.TrueResult);
        var afterTrue = run.FaultCount;
        var whenFalse = run.Evaluate(expression.FalseResult);
        var end = run.FaultCount;

        // Step 2: the type that both results can have.
        if (ResultType(whenTrue, whenFalse) is not { } type)
        {
            run.Forget(start, end);
            run.Report(EvaluationRules.InconsistentConditionalTypes, expression.TrueResult.Span.To(expression.FalseResult.Span),
                $"The two results of a conditional need types that can become one type. {TypeMismatch.Describe(whenTrue.Type, whenFalse.Type)}.",
                expression, expression.Span);
            return Value.DynamicUnknown;
        }

        // Step 3: the condition decides which value and which faults stay.
        var marks = condition.Marks.Union(whenTrue.Marks).Union(whenFalse.Marks);
        switch (Decide(condition, expression, run))
        {
            case Outcome.True:
                run.Forget(afterTrue, end);
                return Take(whenTrue, type, "true", expression.TrueResult, expression, run).WithMarks(marks);
            case Outcome.False:
                run.Forget(afterCondition, afterTrue);
                return Take(whenFalse, type, "false", expression.FalseResult, expression, run).WithMarks(marks);
            case Outcome.Unknown:
                run.Forget(afterCondition, end);
                return EitherOf.Values(whenTrue.Unmarked, whenFalse.Unmarked, type).WithMarks(marks);
            default:
                run.Forget(afterCondition, end);
                return Value.Unknown(type);
        }
    }

    /// <summary>The common type, dynamic where one is not known yet, null where there is none.</summary>
    private static DataType? ResultType(Value whenTrue, Value whenFalse)
    {
        if (ReferenceEquals(whenTrue.Type, whenFalse.Type)) return whenTrue.Type;
        // A bare null has every type.
        if (whenTrue is NullValue { Type: DynamicType }) return whenFalse.Type;
        if (whenFalse is NullValue { Type: DynamicType }) return whenTrue.Type;
        if (whenTrue.Type is DynamicType || whenFalse.Type is DynamicType) return DataType.Dynamic;
        return TypeConversion.Unify([whenTrue.Type, whenFalse.Type], allowUnsafe: true);
    }

    private static Outcome Decide(Value condition, ConditionalExpression expression, EvaluationRun run)
    {
        if (condition.Unmarked is BoolValue { IsTrue: var isTrue }) return isTrue ? Outcome.True : Outcome.False;
        if (condition.IsNull)
        {
            run.Report(EvaluationRules.NullCondition, expression.Condition.Span,
                "The condition is null, so it decides nothing. A condition is either true or false.", expression.Condition, expression.Span);
            return Outcome.Faulty;
        }
        if (!condition.IsKnown) return Outcome.Unknown;
        if (EvaluationRun.TryConvert(condition.Unmarked, DataType.Bool, out var converted, out var error))
            return converted is BoolValue { IsTrue: true } ? Outcome.True : Outcome.False;
        run.Report(EvaluationRules.IncorrectConditionType, expression.Condition.Span,
            $"The condition is to be true or false: {error.Describe()}.", expression.Condition, expression.Span);
        return Outcome.Faulty;
    }

    private static Value Take(Value value, DataType type, string which, Expression branch, ConditionalExpression whole, EvaluationRun run)
    {
        if (EvaluationRun.TryConvert(value, type, out var converted, out var error)) return converted;
        run.Report(EvaluationRules.InconsistentConditionalTypes, branch.Span,
            $"The {which} result cannot become the type that both results are to have: {error.Describe()}.", branch, whole.Span);
        return Value.Unknown(type);
    }
}
