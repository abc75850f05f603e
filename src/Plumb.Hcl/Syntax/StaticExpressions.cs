using Plumb.Core.Values;
using Plumb.Hcl.Json;

namespace Plumb.Hcl.Syntax;

/// <summary>Reading an expression as something static, without evaluating it, in native and JSON syntax alike.</summary>
public static class StaticExpressions
{
    /// <summary>The expression as an absolute traversal (in JSON: a string that parses as one), or null.</summary>
    public static Traversal? AsTraversal(Expression expression) => expression switch
    {
        TraversalExpression e => e.Traversal,
        RelativeTraversalExpression e => AsTraversal(e.Source) is { } source ? Extend(source, e) : null,
        ObjectKeyExpression { ForceNonLiteral: false } e => AsTraversal(e.Wrapped),
        LiteralExpression e when KeywordOf(e.Value) is { } keyword => new Traversal(keyword, e.Span, [], e.Span),
        JsonExpression e => e.AsTraversal(),
        _ => null,
    };

    /// <summary>The expression as a bare name, or null.</summary>
    public static string? AsKeyword(Expression expression) =>
        AsTraversal(expression) is { Steps.Count: 0 } traversal ? traversal.RootName : null;

    /// <summary>The elements of a tuple constructor, or null.</summary>
    public static IReadOnlyList<Expression>? AsList(Expression expression) => expression switch
    {
        TupleExpression e => e.Elements,
        ObjectKeyExpression e => AsList(e.Wrapped),
        JsonExpression e => e.AsList(),
        _ => null,
    };

    /// <summary>The items of an object constructor as pairs of expressions, or null.</summary>
    public static IReadOnlyList<KeyValuePair<Expression, Expression>>? AsMap(Expression expression) => expression switch
    {
        ObjectExpression e => [.. e.Items.Select(i => KeyValuePair.Create<Expression, Expression>(i.Key, i.Value))],
        ObjectKeyExpression e => AsMap(e.Wrapped),
        JsonExpression e => e.AsMap(),
        _ => null,
    };

    /// <summary>The expression as a function call (in JSON: a string that parses as one), or null.</summary>
    public static FunctionCallExpression? AsCall(Expression expression) => expression switch
    {
        FunctionCallExpression e => e,
        ObjectKeyExpression e => AsCall(e.Wrapped),
        JsonExpression e => e.AsCall(),
        _ => null,
    };

    /// <summary>Every absolute traversal in the expression that is not bound by a for expression inside it, in source order.</summary>
    public static IReadOnlyList<Traversal> References(Expression expression)
    {
        var collector = new ReferenceCollector();
        collector.Visit(expression);
        return collector.References;
    }

    /// <summary>Every function call in the expression.</summary>
    public static IEnumerable<FunctionCallExpression> Calls(Expression expression)
    {
        var pending = new Stack<Expression>([expression]);
        while (pending.TryPop(out var next))
        {
            if (next is FunctionCallExpression call) yield return call;
            foreach (var child in next.Children.Reverse()) pending.Push(child);
        }
    }

    private static Traversal Extend(Traversal source, RelativeTraversalExpression relative) =>
        source with { Steps = [.. source.Steps, .. relative.Steps], Span = relative.Span };

    /// <summary>The keywords are names where a name is asked for.</summary>
    private static string? KeywordOf(Value value) => value switch
    {
        NullValue => "null",
        BoolValue { IsTrue: true } => "true",
        BoolValue => "false",
        _ => null,
    };
}
