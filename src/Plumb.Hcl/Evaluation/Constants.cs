using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>Tells which expressions have one value in every scope and cannot fail.</summary>
internal static class Constants
{
    public static bool IsConstant(Expression expression) => expression switch
    {
        LiteralExpression => true,
        TupleExpression e => (e.Layout.Content ??= new TupleLayout(e)).IsConstant,
        ObjectExpression e => (e.Layout.Content ??= new ObjectLayout(e)).IsConstant,
        ParenthesesExpression e => IsConstant(e.Inner),
        TemplateWrapExpression e => IsConstant(e.Wrapped),
        _ => false,
    };
}
