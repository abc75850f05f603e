using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>Evaluates expressions. Total: a fault adds a diagnostic and gives an unknown value; marks and unknowns pass through.</summary>
public static class ExpressionEvaluator
{
    public static Value Evaluate(Expression expression, EvaluationScope scope, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>Evaluates and converts; a failed conversion is reported at the expression.</summary>
    public static Value Evaluate(Expression expression, DataType type, EvaluationScope scope, DiagnosticBag diagnostics) => throw new NotImplementedException();
}
