using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// Evaluates expressions as Terraform's language defines them. Total: a fault adds a diagnostic and gives an unknown
/// value; marks and unknowns pass through. Performs no I/O but what the scope and its functions do.
/// </summary>
public static class ExpressionEvaluator
{
    public static Value Evaluate(Expression expression, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        if (expression is LiteralExpression literal) return literal.Value;
        var run = new EvaluationRun(scope);
        var value = run.Evaluate(expression);
        run.Deliver(diagnostics);
        return value;
    }

    /// <summary>Evaluates and converts; a failed conversion is reported at the expression.</summary>
    public static Value Evaluate(Expression expression, DataType type, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var run = new EvaluationRun(scope);
        var value = run.Evaluate(expression, type);
        run.Deliver(diagnostics);
        return value;
    }

    /// <summary>What an expression refers to with the values that it has there, for a diagnostic that is about the outcome.</summary>
    public static IReadOnlyList<DiagnosticValue> ReferencesOf(Expression expression, EvaluationScope scope) => ReferencedValues.Of(expression, new EvaluationRun(scope));
}
