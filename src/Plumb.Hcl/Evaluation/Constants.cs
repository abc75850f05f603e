using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>Tells which expressions have one value in every scope and cannot fail.</summary>
internal static class Constants
{
    public static bool IsConstant(Expression expression) => expression switch
    {
        LiteralExpression => true,
        TupleExpression e => e.Elements.All(IsConstant),
        ObjectExpression e => e.Items.All(i => ObjectLayout.StaticName(i.Key) is not null && IsConstant(i.Value)),
        ParenthesesExpression e => IsConstant(e.Inner),
        TemplateWrapExpression e => IsConstant(e.Wrapped),
        _ => false,
    };
}
