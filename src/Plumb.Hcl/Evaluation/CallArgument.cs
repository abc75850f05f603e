using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>One argument of a call: an expression to evaluate, or an element that an expanded argument gave.</summary>
internal readonly record struct CallArgument(Expression Expression, Value? Element)
{
    /// <summary>Where a fault of the argument is shown: its beginning, which for an expanded one is all of it.</summary>
    public SourceSpan Span => Element is null ? StartSpan.Of(Expression) : Expression.Span;

    public Value Evaluate(EvaluationRun run) => Element ?? run.Evaluate(Expression);
}
