using Plumb.Core.Diagnostics;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>Reads a body through a specification: finds what is written for each attribute and block type.</summary>
internal sealed class BodyTemplateReader(BodySpec spec, DiagnosticBag diagnostics)
{
    public BodyTemplate Read(Body body)
    {
        var asBlocks = AttributesWrittenAsBlocks(body);
        var content = body.GetContent(Schema(asBlocks), diagnostics);
        var sources = Sources(content, asBlocks);
        var slots = spec.DecodedType.Attributes.Select(a => Slot(a.Name, content, sources, asBlocks));
        return new BodyTemplate(spec, [.. slots]);
    }

    private BodySlot Slot(string name, BodyContent content, Dictionary<string, List<BlockSource>> sources, HashSet<string> asBlocks)
    {
        IReadOnlyList<BlockSource> blocks = sources.TryGetValue(name, out var found) ? found : [];
        if (!spec.Attributes.TryGetValue(name, out var attribute)) return new BlockSlot(name, spec.Blocks[name], blocks, content.MissingItemSpan);
        return asBlocks.Contains(name) ? new AttributeBlocksSlot(attribute, blocks) : new AttributeSlot(attribute, content[name]);
    }

    private BodySchema Schema(HashSet<string> asBlocks) => new(
        asBlocks.Count == 0 ? spec.Schema.Attributes : [.. spec.Schema.Attributes.Where(a => !asBlocks.Contains(a.Name))],
        [.. spec.Schema.Blocks, .. asBlocks.Select(name => new BlockHeaderSchema(name)), DynamicBlockSyntax.Header]);

    /// <summary>The attributes that this body writes as blocks. JSON can mean either; there the attribute is meant.</summary>
    private HashSet<string> AttributesWrittenAsBlocks(Body body)
    {
        if (!spec.AttributesMayBeBlocks) return [];
        var ambiguous = spec.Attributes.Where(a => a.Value.BlockElement is not null).Select(a => a.Key).ToList();
        if (ambiguous.Count == 0) return [];

        var asAttributes = body.GetPartialContent(new BodySchema([.. ambiguous.Select(name => new AttributeSchema(name))], []), out _, []).Attributes;
        BlockHeaderSchema[] headers = [.. ambiguous.Where(n => !asAttributes.ContainsKey(n)).Select(n => new BlockHeaderSchema(n)), DynamicBlockSyntax.Header];
        var blocks = body.GetPartialContent(new BodySchema([], headers), out _, []).Blocks;
        var names = blocks.Select(b => b.Type == DynamicBlockSyntax.Header.Type ? b.Labels[0] : b.Type);
        return [.. names.Where(n => ambiguous.Contains(n) && !asAttributes.ContainsKey(n))];
    }

    private Dictionary<string, List<BlockSource>> Sources(BodyContent content, HashSet<string> asBlocks)
    {
        var sources = new Dictionary<string, List<BlockSource>>(StringComparer.Ordinal);
        foreach (var block in content.Blocks)
        {
            var isDynamic = block.Type == DynamicBlockSyntax.Header.Type && !spec.Blocks.ContainsKey(block.Type);
            var type = isDynamic ? block.Labels[0] : block.Type;
            if (Find(type, asBlocks) is not { } nested)
            {
                diagnostics.Add(HclRules.UnsupportedBlock, block.LabelSpans[0], $"No block of type \"{type}\" is expected here.");
                continue;
            }
            BlockSource? source = isDynamic ? ReadDynamic(block, nested.Header(type), nested.Body) : ReadWritten(block, nested.Body);
            if (source is null) continue;
            if (!sources.TryGetValue(type, out var list)) sources[type] = list = [];
            list.Add(source);
        }
        return sources;
    }

    private BlockSpec? Find(string type, HashSet<string> asBlocks)
    {
        if (spec.Blocks.TryGetValue(type, out var nested)) return nested;
        return asBlocks.Contains(type) && spec.Attributes[type].BlockElement is { } element ? AttributeBlocksSlot.SpecFor(element) : null;
    }

    private WrittenBlock ReadWritten(BodyBlock block, BodySpec nested) =>
        new(block, new BodyTemplateReader(nested, diagnostics).Read(block.Body));

    private DynamicBlock? ReadDynamic(BodyBlock block, BlockHeaderSchema header, BodySpec nested)
    {
        if (DynamicBlockSyntax.Read(block, header, diagnostics) is not { } syntax) return null;
        var contentFaults = new DiagnosticBag();
        var content = new BodyTemplateReader(nested, contentFaults).Read(syntax.Content);
        return new DynamicBlock(syntax, content, contentFaults.ToList());
    }
}
