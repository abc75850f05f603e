using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>An expression that no source spells out but that decoding makes: one bound to an iterator, blocks read as an attribute.</summary>
public abstract record SyntheticExpression(SourceSpan Span) : Expression(Span)
{
    /// <summary>The written expression it stands for, where there is one: what static reading of it looks at.</summary>
    public virtual Expression? Written => null;

    /// <summary>Every absolute traversal it needs from the scope, in source order.</summary>
    public abstract IReadOnlyList<Traversal> References { get; }

    internal abstract Value Evaluate(EvaluationRun run);
}
