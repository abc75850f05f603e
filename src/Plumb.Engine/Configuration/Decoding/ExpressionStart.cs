using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>The part of an expression that a fault about the whole is shown at: its opening.</summary>
internal static class ExpressionStart
{
    internal static SourceSpan Of(Expression expression) => expression switch
    {
        LiteralExpression { Value: StringValue } s when IsQuoted(s.Span) => new SourceSpan(s.Span.File, s.Span.Start + 1, s.Span.End - 1),
        TupleExpression t => t.OpenBracket,
        ObjectExpression o => o.OpenBrace,
        ForExpression f => f.OpenBracket,
        FunctionCallExpression c => c.NameSpan.To(c.OpenParen),
        ConditionalExpression c => Of(c.Condition),
        BinaryExpression b => Of(b.Left),
        RelativeTraversalExpression r => Of(r.Source),
        SplatExpression s => Of(s.Source),
        TemplateExpression { Parts: [var first, ..] } => Of(first),
        _ => expression.Span,
    };

    private static bool IsQuoted(SourceSpan span) => span.Length >= 2 && span.File.Text[span.Start] == '"';
}
