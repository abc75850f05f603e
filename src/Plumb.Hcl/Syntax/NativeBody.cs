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

    public override SourceSpan MissingItemSpan => throw new NotImplementedException();

    public override BodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics) => throw new NotImplementedException();

    public override BodyContent GetPartialContent(BodySchema schema, out Body remainder, DiagnosticBag diagnostics) => throw new NotImplementedException();

    public override IReadOnlyDictionary<string, BodyAttribute> GetAttributes(DiagnosticBag diagnostics) => throw new NotImplementedException();
}

public sealed record NativeBlock(string Type, SourceSpan TypeSpan, IReadOnlyList<BlockLabel> Labels, NativeBody Body, SourceSpan OpenBrace, SourceSpan CloseBrace);

public sealed record BlockLabel(string Text, SourceSpan Span);
