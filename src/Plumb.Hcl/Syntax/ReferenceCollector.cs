namespace Plumb.Hcl.Syntax;

/// <summary>Walks an expression and keeps the traversals whose root is not a variable of a for expression around them.</summary>
internal sealed class ReferenceCollector
{
    private readonly List<Traversal> _references = [];
    private readonly List<string> _bound = [];

    public IReadOnlyList<Traversal> References => _references;

    public void Visit(Expression expression)
    {
        switch (expression)
        {
            case LiteralExpression:
                break;
            case TraversalExpression e:
                if (!_bound.Contains(e.Traversal.RootName)) _references.Add(e.Traversal);
                break;
            case ForExpression e:
                VisitFor(e);
                break;
            // A bare name as a key is the key itself.
            case ObjectKeyExpression { ForceNonLiteral: false } e when StaticExpressions.AsKeyword(e) is not null:
                break;
            case TupleExpression e:
                foreach (var element in e.Elements) Visit(element);
                break;
            case ObjectExpression e:
                foreach (var item in e.Items)
                {
                    Visit(item.Key);
                    Visit(item.Value);
                }
                break;
            default:
                foreach (var child in expression.Children) Visit(child);
                break;
        }
    }

    private void VisitFor(ForExpression expression)
    {
        Visit(expression.Collection);
        var outer = _bound.Count;
        if (expression.KeyVariable is { } key) _bound.Add(key);
        _bound.Add(expression.ValueVariable);
        if (expression.KeyResult is { } keyResult) Visit(keyResult);
        Visit(expression.ValueResult);
        if (expression.Condition is { } condition) Visit(condition);
        _bound.RemoveRange(outer, _bound.Count - outer);
    }
}
