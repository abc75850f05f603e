using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Hcl.Syntax;

/// <summary>A body in native syntax, as parsed. Attributes and blocks are kept in source order.</summary>
public sealed class NativeBody : Body
{
    public NativeBody(IReadOnlyList<BodyAttribute> attributes, IReadOnlyList<NativeBlock> blocks, SourceSpan span, SourceSpan endSpan)
    {
        Attributes = attributes;
        Blocks = blocks;
        Span = span;
        EndSpan = endSpan;
    }

    public IReadOnlyList<BodyAttribute> Attributes { get; }

    public IReadOnlyList<NativeBlock> Blocks { get; }

    public SourceSpan Span { get; }

    /// <summary>The closing brace, or the end of the file.</summary>
    public SourceSpan EndSpan { get; }

    /// <summary>The empty place at which the body begins.</summary>
    public override SourceSpan MissingItemSpan => Span with { End = Span.Start };

    public override BodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics)
    {
        var reader = new NativeBodyReader(this, schema, diagnostics);
        var content = reader.Read();
        reader.ReportUnexpected();
        return content;
    }

    public override BodyContent GetPartialContent(BodySchema schema, out Body remainder, DiagnosticBag diagnostics)
    {
        var reader = new NativeBodyReader(this, schema, diagnostics);
        var content = reader.Read();
        remainder = reader.Remainder;
        return content;
    }

    public override IReadOnlyDictionary<string, BodyAttribute> GetAttributes(DiagnosticBag diagnostics)
    {
        if (Blocks is [var block, ..])
        {
            diagnostics.Add(new Diagnostic(HclRules.UnexpectedBlock, block.TypeSpan, "Only arguments are allowed here, no blocks.")
            {
                ForeignSummary = $"Unexpected \"{block.Type}\" block",
            });
        }
        return Attributes.ToDictionary(a => a.Name, StringComparer.Ordinal);
    }
}
