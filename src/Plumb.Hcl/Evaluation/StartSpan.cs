using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// Where an expression begins, as Terraform marks it in diagnostics about function arguments: an opening bracket, an
/// operator, the text inside quotes.
/// </summary>
internal static class StartSpan
{
    public static SourceSpan Of(Expression expression) => expression switch
    {
        FunctionCallExpression e => e.NameSpan.To(e.OpenParen),
        ConditionalExpression e => Of(e.Condition),
        BinaryExpression e => Of(e.Left),
        UnaryExpression e => e.OperatorSpan,
        IndexExpression e => e.OpenBracket,
        TupleExpression e => e.OpenBracket,
        ObjectExpression e => e.OpenBrace,
        ForExpression e => e.OpenBracket,
        SplatExpression e => e.MarkerSpan,
        ParenthesesExpression e => Of(e.Inner),
        ObjectKeyExpression e => Of(e.Wrapped),
        TemplateJoinExpression e => Of(e.Tuple),
        TemplateExpression { Parts: [var first, ..] } => Of(first),
        LiteralExpression { Value: StringValue } e => InsideQuotes(e.Span),
        _ => expression.Span,
    };

    private static SourceSpan InsideQuotes(SourceSpan span)
    {
        var text = span.Text;
        if (text.Length < 2 || text[0] != '"') return span;
        return text.Length == 2 ? span with { Start = span.End } : span with { Start = span.Start + 1, End = span.End - 1 };
    }
}
