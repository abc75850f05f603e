using Plumb.Core.Diagnostics;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Reads arguments that are references rather than values.</summary>
internal static class StaticReferences
{
    internal static Traversal? Traversal(Expression expression, DiagnosticBag diagnostics)
    {
        if (StaticExpressions.AsTraversal(expression) is { } traversal) return traversal;
        if (expression is not InvalidExpression)
        {
            diagnostics.Add(ConfigurationRules.InvalidExpression, expression.Span,
                "A reference is required here: a name with attributes and constant indexes, without calculations, function calls or templates.");
        }
        return null;
    }

    internal static IReadOnlyList<Expression> List(Expression expression, DiagnosticBag diagnostics)
    {
        if (StaticExpressions.AsList(expression) is { } elements) return elements;
        if (expression is not InvalidExpression)
            diagnostics.Add(ConfigurationRules.InvalidExpression, expression.Span, "A list written out in brackets is required here.");
        return [];
    }

    internal static IReadOnlyList<Traversal> DependsOn(BodyAttribute? attribute, DiagnosticBag diagnostics)
    {
        if (attribute is null) return [];
        var found = new List<Traversal>();
        foreach (var element in List(attribute.Expression, diagnostics))
            if (Traversal(QuotedReference.Unquote(element, diagnostics), diagnostics) is { } traversal) found.Add(traversal);
        return found;
    }
}
