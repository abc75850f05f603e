using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Hcl.Syntax;

/// <summary>
/// A body of attributes and blocks, in native or JSON syntax. What JSON text means depends on the schema it is read
/// with, so both are read through one. Reading never throws; faults go to the diagnostics.
/// </summary>
public abstract class Body
{
    /// <summary>Where something that is missing from this body would be: the opening of its block, or the start of the file.</summary>
    public abstract SourceSpan MissingItemSpan { get; }

    /// <summary>What the schema names; anything else is an error.</summary>
    public abstract BodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics);

    /// <summary>What the schema names, and the rest as a body for another schema.</summary>
    public abstract BodyContent GetPartialContent(BodySchema schema, out Body remainder, DiagnosticBag diagnostics);

    /// <summary>All attributes; a block is an error.</summary>
    public abstract IReadOnlyDictionary<string, BodyAttribute> GetAttributes(DiagnosticBag diagnostics);
}

public sealed record BodySchema(IReadOnlyList<AttributeSchema> Attributes, IReadOnlyList<BlockHeaderSchema> Blocks);

public sealed record AttributeSchema(string Name, bool Required = false);

public sealed record BlockHeaderSchema(string Type, params IReadOnlyList<string> LabelNames);

/// <summary>The outcome of reading a body; blocks in source order.</summary>
public sealed record BodyContent(IReadOnlyDictionary<string, BodyAttribute> Attributes, IReadOnlyList<BodyBlock> Blocks, SourceSpan MissingItemSpan)
{
    public BodyAttribute? this[string name] => Attributes.GetValueOrDefault(name);

    public IEnumerable<BodyBlock> OfType(string type) => Blocks.Where(b => b.Type == type);
}

/// <summary>The span covers name, equals sign and expression.</summary>
public sealed record BodyAttribute(string Name, Expression Expression, SourceSpan Span, SourceSpan NameSpan);

/// <summary>The header span covers type and labels.</summary>
public sealed record BodyBlock(string Type, IReadOnlyList<string> Labels, Body Body, SourceSpan HeaderSpan, SourceSpan TypeSpan, IReadOnlyList<SourceSpan> LabelSpans);
