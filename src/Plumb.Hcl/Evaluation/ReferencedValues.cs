using Plumb.Core.Diagnostics;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>The references of a failed expression with the values they have, for the diagnostic to show.</summary>
internal static class ReferencedValues
{
    public static IReadOnlyList<DiagnosticValue> Of(Expression expression, EvaluationRun run)
    {
        List<DiagnosticValue>? values = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var traversal in StaticExpressions.References(expression))
        {
            if (LongestResolvable(traversal, run) is not { } found || !seen.Add(found.Traversal)) continue;
            (values ??= []).Add(found);
        }
        return values ?? [];
    }

    /// <summary>The reference without the steps at its end that fail, which the diagnostic itself tells of.</summary>
    private static DiagnosticValue? LongestResolvable(Traversal traversal, EvaluationRun run)
    {
        for (var count = traversal.Steps.Count; count >= 0; count--)
        {
            var prefix = count == traversal.Steps.Count ? traversal : traversal with { Steps = [.. traversal.Steps.Take(count)] };
            // What fails here is no fault of the configuration, so it is evaluated apart.
            var trial = new EvaluationRun(run.Scope) { Frame = run.Frame, IsTrial = true };
            var value = trial.Evaluate(new TraversalExpression(prefix, traversal.Span));
            if (trial.ErrorCount == 0) return new DiagnosticValue(prefix.ToString(), value.WithMarks(Frame.MarksOf(run.Frame, traversal.RootName)));
        }
        return null;
    }
}
