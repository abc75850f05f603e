using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>For expressions, which make a tuple or an object. Marks of the collection, the conditions and the keys go to the whole result.</summary>
internal static class ForExpressions
{
    public static Value Evaluate(ForExpression expression, EvaluationRun run)
    {
        var collection = run.Evaluate(expression.Collection);
        if (!IsIterable(collection, expression, run)) return Value.DynamicUnknown;
        if (collection.Type is DynamicType) return Value.DynamicUnknown.WithMarks(collection.Marks);

        var loop = new ForLoop(expression, run, collection.Marks);
        if (!loop.IsConditionSuitable()) return Value.DynamicUnknown;
        return collection.IsKnown ? loop.Run(collection.Unmarked) : Value.DynamicUnknown.WithMarks(loop.Marks);
    }

    private static bool IsIterable(Value collection, ForExpression expression, EvaluationRun run)
    {
        if (collection.IsNull)
        {
            run.Report(EvaluationRules.IterationOverNull, expression.Collection.Span,
                "The collection of a for expression is null, so there is nothing to go through.", expression.Collection, expression.Span);
            return false;
        }
        if (collection.Type is not PrimitiveType) return true;
        run.Report(EvaluationRules.IterationOverNonIterable, expression.Collection.Span,
            $"A {collection.Type.FriendlyName} is not a collection, so a for expression cannot go through it.", expression.Collection, expression.Span);
        return false;
    }
}
