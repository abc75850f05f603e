using Plumb.Core.Text;

namespace Plumb.Hcl.Syntax;

public sealed record NativeBlock(string Type, SourceSpan TypeSpan, IReadOnlyList<BlockLabel> Labels, NativeBody Body, SourceSpan OpenBrace, SourceSpan CloseBrace)
{
    /// <summary>The type and the labels.</summary>
    public SourceSpan HeaderSpan => Labels is [.., var last] ? TypeSpan.To(last.Span) : TypeSpan;
}

public sealed record BlockLabel(string Text, SourceSpan Span);
