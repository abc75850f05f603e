using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Pairs the directives of a template's flat parts into expressions.</summary>
internal sealed partial class Parser
{
    /// <summary>One text in place of several in a row.</summary>
    private static void MeldTexts(List<TemplatePart> parts)
    {
        var kept = 0;
        for (var i = 0; i < parts.Count;)
        {
            var run = 0;
            while (parts[i + run] is TextPart) run++;
            parts[kept++] = run < 2 ? parts[i] : Meld(parts, i, run);
            i += Math.Max(run, 1);
        }
        parts.RemoveRange(kept, parts.Count - kept);
    }

    private static TextPart Meld(List<TemplatePart> parts, int start, int count)
    {
        var text = new StringBuilder();
        for (var i = start; i < start + count; i++) text.Append(((TextPart)parts[i]).Text);
        return new TextPart(text.ToString(), parts[start].Span.To(parts[start + count - 1].Span));
    }

    private List<Expression> PairDirectives(List<TemplatePart> parts)
    {
        var reader = new TemplatePartReader(parts);
        var expressions = new List<Expression>(parts.Count);
        while (reader.Next is not EndPart) expressions.Add(PairPart(reader));
        _height += reader.MaxDepth;
        return expressions;
    }

    private Expression PairPart(TemplatePartReader reader)
    {
        var part = reader.Read();
        switch (part)
        {
            case TextPart text: return new LiteralExpression(Value.String(text.Text), text.Span);
            case InterpolationPart interpolation: return interpolation.Expression;
            case IfPart or ForPart:
                if (!reader.TryEnter(MaxNesting))
                {
                    ReportTooDeep();
                    return new InvalidExpression(part.Span);
                }
                var paired = part is IfPart opening ? PairIf(opening, reader) : PairFor((ForPart)part, reader);
                reader.Leave();
                return paired;
            default: return ReportUnexpected(part, "There is no directive before it that it could belong to.");
        }
    }

    private Expression PairIf(IfPart opening, TemplatePartReader reader)
    {
        List<Expression> whenTrue = [], whenFalse = [];
        var current = whenTrue;
        while (true)
        {
            if (reader.Next is TextPart or InterpolationPart or IfPart or ForPart)
            {
                current.Add(PairPart(reader));
                continue;
            }
            if (reader.Next is EndPart) return ReportUnclosed(reader.Next, $"The if directive at {opening.Span} has no endif.");
            var part = reader.Read();
            switch (part)
            {
                case EndIfPart:
                    return new ConditionalExpression(
                        opening.Condition,
                        ToContent(whenTrue, opening.Span with { Start = opening.Span.End }),
                        ToContent(whenFalse, part.Span with { End = part.Span.Start }),
                        opening.Span.To(part.Span));
                case ElsePart when current == whenTrue:
                    current = whenFalse;
                    break;
                case ElsePart:
                    return ReportUnexpected(part, $"The if directive at {opening.Span} has an else already.");
                default:
                    return ReportUnexpected(part, $"The if directive at {opening.Span} ends with endif.");
            }
        }
    }

    private Expression PairFor(ForPart opening, TemplatePartReader reader)
    {
        var content = new List<Expression>();
        while (reader.Next is TextPart or InterpolationPart or IfPart or ForPart) content.Add(PairPart(reader));
        if (reader.Next is EndPart) return ReportUnclosed(reader.Next, $"The for directive at {opening.Span} has no endfor.");
        var part = reader.Read();
        if (part is not EndForPart) return ReportUnexpected(part, $"The for directive at {opening.Span} ends with endfor and has no else.");

        var span = opening.Span.To(part.Span);
        var result = ToContent(content, opening.Span with { Start = opening.Span.End });
        var tuple = new ForExpression(opening.Key, opening.Value, opening.Collection, null, result, null, Group: false, opening.Span, span);
        return new TemplateJoinExpression(tuple, span);
    }

    private static Expression ToContent(List<Expression> parts, SourceSpan empty) => parts switch
    {
        [] => new LiteralExpression(Value.EmptyString, empty),
        [LiteralExpression { Value: StringValue } literal] => literal,
        _ => new TemplateExpression(parts, parts[0].Span.To(parts[^1].Span)),
    };

    private InvalidExpression ReportUnclosed(TemplatePart end, string detail)
    {
        Report(HclRules.UnexpectedEndOfTemplate, end.Span, detail);
        return new InvalidExpression(end.Span);
    }

    private InvalidExpression ReportUnexpected(TemplatePart part, string detail)
    {
        DiagnosticRule rule = part switch
        {
            ElsePart => HclRules.UnexpectedElse,
            EndIfPart => HclRules.UnexpectedEndIf,
            _ => HclRules.UnexpectedEndFor,
        };
        Report(rule, part.Span, detail);
        return new InvalidExpression(part.Span);
    }
}
