using Plumb.Core.Text;
using Plumb.Core.Values;

namespace Plumb.Hcl.Syntax;

/// <summary>A root name and the steps from it. The span covers all of it.</summary>
public sealed record Traversal(string RootName, SourceSpan RootSpan, IReadOnlyList<TraversalStep> Steps, SourceSpan Span)
{
    /// <summary>As written in canonical form: <c>a.b[0]["k"]</c>.</summary>
    public override string ToString() => RootName + string.Concat(Steps.Select(s => s.ToString()));
}

/// <summary>One step; the span includes the dot or the brackets.</summary>
public abstract record TraversalStep(SourceSpan Span);

public sealed record AttributeTraversal(string Name, SourceSpan Span) : TraversalStep(Span)
{
    public override string ToString() => "." + Name;
}

/// <summary>The key is a known string or number.</summary>
public sealed record IndexTraversal(Value Key, SourceSpan Span) : TraversalStep(Span)
{
    public override string ToString() => Key switch
    {
        StringValue s => $"[\"{s.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]",
        NumberValue n => $"[{n.Number}]",
        _ => "[...]",
    };
}
