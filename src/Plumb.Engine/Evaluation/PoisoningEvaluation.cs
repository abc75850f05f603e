using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Evaluation;

/// <summary>Evaluates an expression so that a fault, once reported, poisons the result.</summary>
internal static class PoisoningEvaluation
{
    public static Value Evaluate(Expression expression, DataType type, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var value = type is DynamicType
            ? ExpressionEvaluator.Evaluate(expression, scope, found)
            : ExpressionEvaluator.Evaluate(expression, type, scope, found);
        if (found.Count == 0) return value;
        diagnostics.AddRange(found);
        return found.HasErrors ? Poison.Value : value;
    }
}
