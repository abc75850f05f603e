using Plumb.Core.Diagnostics;

namespace Plumb.Hcl.Syntax;

/// <summary>One reading of a native body through a schema.</summary>
internal sealed class NativeBodyReader(NativeBody body, BodySchema schema, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, BodyAttribute> _attributes = new(StringComparer.Ordinal);

    public BodyContent Read()
    {
        ReadAttributes();
        return new BodyContent(_attributes, ReadBlocks(), body.MissingItemSpan);
    }

    /// <summary>What the schema does not name.</summary>
    public NativeBody Remainder => new(
        [.. body.Attributes.Where(a => !_attributes.ContainsKey(a.Name))],
        [.. body.Blocks.Where(b => FindHeader(b.Type) is null)],
        body.Span,
        body.EndSpan);

    public void ReportUnexpected()
    {
        foreach (var attribute in body.Attributes)
        {
            if (_attributes.ContainsKey(attribute.Name)) continue;
            diagnostics.Add(new Diagnostic(HclRules.UnsupportedArgument, attribute.NameSpan, $"No argument \"{attribute.Name}\" is expected here.")
            {
                Help = SuggestForArgument(attribute.Name),
            });
        }
        foreach (var block in body.Blocks)
        {
            if (FindHeader(block.Type) is not null) continue;
            diagnostics.Add(new Diagnostic(HclRules.UnsupportedBlock, block.TypeSpan, $"No block of type \"{block.Type}\" is expected here.")
            {
                Help = SuggestForBlock(block.Type),
            });
        }
    }

    private void ReadAttributes()
    {
        var written = new Dictionary<string, BodyAttribute>(body.Attributes.Count, StringComparer.Ordinal);
        foreach (var attribute in body.Attributes) written[attribute.Name] = attribute;
        foreach (var wanted in schema.Attributes)
        {
            if (written.TryGetValue(wanted.Name, out var attribute)) _attributes[wanted.Name] = attribute;
            else if (wanted.Required)
                diagnostics.Add(HclRules.MissingArgument, body.MissingItemSpan, $"The argument \"{wanted.Name}\" is required, but it is not set.");
        }
    }

    private List<BodyBlock> ReadBlocks()
    {
        var blocks = new List<BodyBlock>(body.Blocks.Count);
        foreach (var block in body.Blocks)
        {
            if (FindHeader(block.Type) is not { } header || !HasLabels(block, header)) continue;
            blocks.Add(new BodyBlock(
                block.Type,
                block.Labels.Count == 0 ? [] : [.. block.Labels.Select(l => l.Text)],
                block.Body,
                block.HeaderSpan,
                block.TypeSpan,
                block.Labels.Count == 0 ? [] : [.. block.Labels.Select(l => l.Span)]));
        }
        return blocks;
    }

    private bool HasLabels(NativeBlock block, BlockHeaderSchema header)
    {
        var wanted = header.LabelNames;
        if (block.Labels.Count == wanted.Count) return true;
        var context = block.TypeSpan.To(block.OpenBrace);
        var detail = wanted.Count == 0
            ? $"A block of type \"{block.Type}\" has no labels."
            : $"A block of type \"{block.Type}\" has {Counted(wanted.Count)}: {string.Join(", ", wanted)}.";
        var isMissing = block.Labels.Count < wanted.Count;
        diagnostics.Add(new Diagnostic(
            isMissing ? HclRules.MissingLabel : HclRules.ExtraneousLabel,
            isMissing ? block.OpenBrace : block.Labels[wanted.Count].Span,
            detail)
        {
            ForeignSummary = isMissing ? $"Missing {wanted[block.Labels.Count]} for {block.Type}" : $"Extraneous label for {block.Type}",
            Context = context,
        });
        return false;
    }

    private static string Counted(int labels) => labels == 1 ? "one label" : $"{labels} labels";

    private BlockHeaderSchema? FindHeader(string type)
    {
        foreach (var header in schema.Blocks)
        {
            if (header.Type == type) return header;
        }
        return null;
    }

    private string? SuggestForArgument(string name)
    {
        var unset = schema.Attributes.Select(a => a.Name).Where(n => !_attributes.ContainsKey(n));
        if (SimilarName.Find(name, unset) is { } similar) return $"Did you mean \"{similar}\"?";
        return FindHeader(name) is null ? null : $"Did you mean a block of type \"{name}\"? A block is written without an equals sign.";
    }

    private string? SuggestForBlock(string type)
    {
        if (SimilarName.Find(type, schema.Blocks.Select(b => b.Type)) is { } similar) return $"Did you mean \"{similar}\"?";
        return schema.Attributes.All(a => a.Name != type) ? null : $"Did you mean the argument \"{type}\"? It is set with an equals sign.";
    }
}
