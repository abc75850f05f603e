using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>
/// A term and the constant steps read after it so far. They become one traversal in the end, so that a long chain
/// costs one list.
/// </summary>
internal struct PostfixChain(Expression first)
{
    private Expression _current = first;
    private List<TraversalStep>? _steps;

    /// <summary>The term at the beginning; spans of indexes and splats begin with it.</summary>
    public Expression First { get; } = first;

    public void Add(TraversalStep step) => (_steps ??= []).Add(step);

    public void Replace(Expression expression)
    {
        _current = expression;
        _steps = null;
    }

    public readonly Expression ToExpression()
    {
        if (_steps is null) return _current;
        var span = _current.Span.To(_steps[^1].Span);
        return _current is TraversalExpression { Traversal: { Steps.Count: 0 } root }
            ? new TraversalExpression(root with { Steps = _steps, Span = span }, span)
            : new RelativeTraversalExpression(_current, _steps, span);
    }
}
