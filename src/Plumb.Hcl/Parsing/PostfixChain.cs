using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>
/// A term and the constant steps read after it so far. They become one traversal in the end, so that a long chain
/// costs one list.
/// </summary>
internal struct PostfixChain(Expression first, Scratch<TraversalStep> steps)
{
    private readonly int _mark = steps.Mark;
    private Expression _current = first;

    /// <summary>The term at the beginning; spans of indexes and splats begin with it.</summary>
    public Expression First { get; } = first;

    public readonly void Add(TraversalStep step) => steps.Add(step);

    /// <summary>Puts another expression in the place of all there is so far.</summary>
    public void Replace(Expression expression)
    {
        steps.Take(_mark);
        _current = expression;
    }

    /// <summary>All there is so far; the steps are used up.</summary>
    public Expression ToExpression()
    {
        if (steps.Mark == _mark) return _current;
        var taken = steps.Take(_mark);
        var span = _current.Span.To(taken[^1].Span);
        return _current = _current is TraversalExpression { Traversal: { Steps.Count: 0 } root }
            ? new TraversalExpression(new Traversal(root.RootName, root.RootSpan, taken, span), span)
            : new RelativeTraversalExpression(_current, taken, span);
    }
}
