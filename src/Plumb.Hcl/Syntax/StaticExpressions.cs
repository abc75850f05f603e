namespace Plumb.Hcl.Syntax;

/// <summary>Reading an expression as something static, without evaluating it, in native and JSON syntax alike.</summary>
public static class StaticExpressions
{
    /// <summary>The expression as an absolute traversal (in JSON: a string that parses as one), or null.</summary>
    public static Traversal? AsTraversal(Expression expression) => throw new NotImplementedException();

    /// <summary>The expression as a bare name, or null.</summary>
    public static string? AsKeyword(Expression expression) => throw new NotImplementedException();

    /// <summary>The elements of a tuple constructor, or null.</summary>
    public static IReadOnlyList<Expression>? AsList(Expression expression) => throw new NotImplementedException();

    /// <summary>The items of an object constructor as pairs of expressions, or null.</summary>
    public static IReadOnlyList<KeyValuePair<Expression, Expression>>? AsMap(Expression expression) => throw new NotImplementedException();

    /// <summary>The expression as a function call (in JSON: a string that parses as one), or null.</summary>
    public static FunctionCallExpression? AsCall(Expression expression) => throw new NotImplementedException();

    /// <summary>Every absolute traversal in the expression that is not bound by a for expression inside it, in source order.</summary>
    public static IReadOnlyList<Traversal> References(Expression expression) => throw new NotImplementedException();

    /// <summary>Every function call in the expression.</summary>
    public static IEnumerable<FunctionCallExpression> Calls(Expression expression) => throw new NotImplementedException();
}
