using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>Names with their steps, steps after other expressions, and indexes.</summary>
internal static class References
{
    public static Value Evaluate(TraversalExpression expression, EvaluationRun run)
    {
        var traversal = expression.Traversal;
        if (Frame.Find(run.Frame, traversal.RootName) is { } bound) return Follow(bound, traversal.Steps, 0, expression, run);
        return run.TryResolve(traversal, out var value, out var taken)
            ? Follow(value, traversal.Steps, taken, expression, run)
            : value;
    }

    public static Value Evaluate(RelativeTraversalExpression expression, EvaluationRun run) =>
        Follow(run.Evaluate(expression.Source), expression.Steps, 0, expression, run);

    public static Value Evaluate(IndexExpression expression, EvaluationRun run)
    {
        // One element of a resource may be had while the others are still being made, so the scope is asked for it first.
        if (expression.Collection is TraversalExpression { Traversal: var traversal } && Frame.Find(run.Frame, traversal.RootName) is null)
        {
            var key = run.Evaluate(expression.Key);
            if (key.Unmarked is StringValue or NumberValue && run.TryResolveElement(traversal, key.Unmarked, out var element))
                return element.WithMarks(key.Marks);
            return Index(run.Evaluate(expression.Collection), key, expression, run);
        }
        var collection = run.Evaluate(expression.Collection);
        return Index(collection, run.Evaluate(expression.Key), expression, run);
    }

    private static Value Index(Value collection, Value key, IndexExpression expression, EvaluationRun run)
    {
        var element = ElementAccess.Index(collection, key, out var fault);
        if (fault is not null) Report(fault, expression.BracketSpan, expression, run);
        return element;
    }

    private static Value Follow(Value value, IReadOnlyList<TraversalStep> steps, int from, Expression expression, EvaluationRun run)
    {
        for (var i = from; i < steps.Count; i++)
        {
            value = steps[i] is AttributeTraversal attribute
                ? AttributeAccess.Get(value, attribute.Name, out var fault)
                : ElementAccess.Index(value, ((IndexTraversal)steps[i]).Key, out fault);
            if (fault is null) continue;
            Report(fault, steps[i].Span, expression, run);
            return Value.DynamicUnknown;
        }
        return value;
    }

    private static void Report(AccessFault fault, SourceSpan subject, Expression expression, EvaluationRun run) =>
        run.Report(new Diagnostic(fault.Rule, subject, fault.Detail) { Help = fault.Help }, expression);
}
