using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>A template in a flat form, before directives are paired.</summary>
internal abstract class TemplatePart(SourceSpan span)
{
    public SourceSpan Span { get; protected set; } = span;
}

/// <summary>Text; stripped and melded before it is final.</summary>
internal sealed class TextPart(string text, SourceSpan span) : TemplatePart(span)
{
    public string Text { get; set; } = text;

    public void DropStart(int length)
    {
        Text = Text[length..];
        Span = Span with { Start = Span.Start + length };
    }
}

internal sealed class InterpolationPart(Expression expression, SourceSpan span) : TemplatePart(span)
{
    public Expression Expression { get; } = expression;
}

internal sealed class IfPart(Expression condition, SourceSpan span) : TemplatePart(span)
{
    public Expression Condition { get; } = condition;
}

internal sealed class ForPart(string? key, string value, Expression collection, SourceSpan span) : TemplatePart(span)
{
    public string? Key { get; } = key;

    public string Value { get; } = value;

    public Expression Collection { get; } = collection;
}

internal sealed class ElsePart(SourceSpan span) : TemplatePart(span);

internal sealed class EndIfPart(SourceSpan span) : TemplatePart(span);

internal sealed class EndForPart(SourceSpan span) : TemplatePart(span);

internal sealed class EndPart(SourceSpan span) : TemplatePart(span);
