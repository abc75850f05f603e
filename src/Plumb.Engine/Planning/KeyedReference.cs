using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning;

/// <summary>References whose keys are expressions.</summary>
internal static class KeyedReference
{
    /// <summary>The reference with <c>[count.index]</c> and <c>[each.key]</c> as constants; null where it is none, which is reported, or a key is not known.</summary>
    public static Traversal? Flatten(Expression expression, ModuleScope scope, DiagnosticBag diagnostics)
    {
        if (StaticExpressions.AsTraversal(expression) is { } traversal) return traversal;
        switch (expression)
        {
            case IndexExpression index when Flatten(index.Collection, scope, diagnostics) is { } collection:
                var key = PoisoningEvaluation.Evaluate(index.Key, DataType.Dynamic, scope, diagnostics);
                if (key.Unmarked is not (StringValue or NumberValue)) return null;
                return collection with { Steps = [.. collection.Steps, new IndexTraversal(key.Unmarked, index.BracketSpan)], Span = index.Span };
            case RelativeTraversalExpression relative when Flatten(relative.Source, scope, diagnostics) is { } source:
                return source with { Steps = [.. source.Steps, .. relative.Steps], Span = relative.Span };
            case ParenthesesExpression inner:
                return Flatten(inner.Inner, scope, diagnostics);
            default:
                diagnostics.Add(PlanRules.TriggerNotFound, expression.Span, "Only references to resources, their instances and attributes are allowed here.");
                return null;
        }
    }
}
