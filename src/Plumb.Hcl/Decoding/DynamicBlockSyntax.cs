using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>The parts of a <c>dynamic</c> block as written.</summary>
internal sealed record DynamicBlockSyntax(
    Expression ForEach, string Iterator, IReadOnlyList<Expression> Labels, Body Content, SourceSpan HeaderSpan)
{
    public static BlockHeaderSchema Header { get; } = new("dynamic", "type");

    private static readonly BodySchema WithoutLabels = new([new("for_each", Required: true), new("iterator")], [new("content")]);

    private static readonly BodySchema WithLabels = new([new("for_each", Required: true), new("iterator"), new("labels", Required: true)], [new("content")]);

    /// <summary>The parts, or null where something essential is missing, which is reported.</summary>
    public static DynamicBlockSyntax? Read(BodyBlock block, BlockHeaderSchema header, DiagnosticBag diagnostics)
    {
        var faults = new DiagnosticBag();
        var content = block.Body.GetContent(header.LabelNames.Count == 0 ? WithoutLabels : WithLabels, faults);
        diagnostics.AddRange(faults);
        if (faults.HasErrors || content["for_each"] is not { } forEach) return null;
        return ReadIterator(content, header, diagnostics) is { } iterator
            && ReadLabels(content, header, diagnostics) is { } labels
            && ReadContent(content, diagnostics) is { } body
            ? new(forEach.Expression, iterator, labels, body, block.HeaderSpan)
            : null;
    }

    private static string? ReadIterator(BodyContent content, BlockHeaderSchema header, DiagnosticBag diagnostics)
    {
        if (content["iterator"] is not { } iterator) return header.Type;
        if (StaticExpressions.AsKeyword(iterator.Expression) is { } name) return name;
        diagnostics.Add(DecodingRules.InvalidIteratorName, iterator.Expression.Span, "The iterator is given as a bare name, as in iterator = item.");
        return null;
    }

    private static IReadOnlyList<Expression>? ReadLabels(BodyContent content, BlockHeaderSchema header, DiagnosticBag diagnostics)
    {
        if (content["labels"] is not { } attribute) return [];
        if (StaticExpressions.AsList(attribute.Expression) is not { } labels)
        {
            diagnostics.Add(DecodingRules.InvalidDynamicLabel, attribute.Expression.Span, "The labels are given as a list in brackets, as in labels = [each.key].");
            return null;
        }
        if (labels.Count == header.LabelNames.Count) return labels;
        var isSurplus = labels.Count > header.LabelNames.Count;
        diagnostics.Add(
            isSurplus ? DecodingRules.ExtraneousDynamicLabel : DecodingRules.InsufficientDynamicLabels,
            isSurplus ? labels[header.LabelNames.Count].Span : attribute.Expression.Span,
            $"A block of type \"{header.Type}\" has {header.LabelNames.Count} label(s), and {labels.Count} are given.");
        return null;
    }

    private static Body? ReadContent(BodyContent content, DiagnosticBag diagnostics)
    {
        if (content.Blocks.Count == 0)
        {
            diagnostics.Add(DecodingRules.MissingContent, content.MissingItemSpan, "A dynamic block needs a nested block \"content\", which says what each of its blocks holds.");
            return null;
        }
        if (content.Blocks.Count == 1) return content.Blocks[0].Body;
        diagnostics.Add(DecodingRules.ExtraneousContent, content.Blocks[1].HeaderSpan, "A dynamic block has one nested block \"content\", and this is a second one.");
        return null;
    }
}
