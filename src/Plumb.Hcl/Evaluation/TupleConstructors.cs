using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary><c>[a, b]</c>.</summary>
internal static class TupleConstructors
{
    public static Value Evaluate(TupleExpression expression, EvaluationRun run)
    {
        var layout = expression.Layout.Content ??= new TupleLayout(expression);
        if (layout.Constant is { } constant) return constant;

        var elements = new Value[expression.Elements.Count];
        for (var i = 0; i < elements.Length; i++) elements[i] = run.Evaluate(expression.Elements[i]);
        var tuple = CompoundTypes.Tuple(elements, layout.LastType);
        layout.LastType = tuple.Type;
        if (layout.IsConstant) layout.Constant = tuple;
        return tuple;
    }
}
