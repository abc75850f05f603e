using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Json;

/// <summary>
/// An expression in JSON syntax: a string is a template, an object an object constructor with template keys, and so on.
/// <see cref="Native"/> is the same in native nodes, made by parsing the strings when first asked for.
/// </summary>
public sealed record JsonExpression : Expression
{
    private readonly JsonNode _node;
    private Expression? _native;

    internal JsonExpression(JsonNode node) : base(node.Span) => _node = node;

    /// <summary>Faults in a template are kept in the node, to be reported when it is evaluated: no other reading minds them.</summary>
    public Expression Native => _native ??= JsonNative.From(_node);

    /// <summary>The value as written, for where no expressions are allowed: strings are taken verbatim.</summary>
    public Value Literal => JsonLiteral.From(_node);

    /// <summary>For where a reference is wanted and not a value: a string is read as an expression, everything else as it is.</summary>
    public Expression AsCode(DiagnosticBag diagnostics) => _node is JsonString text ? JsonNative.ParseCode(text, diagnostics) : Native;

    public override IEnumerable<Expression> Children => [Native];

    public bool Equals(JsonExpression? other) => ReferenceEquals(_node, other?._node);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_node);

    internal Traversal? AsTraversal() => _node is JsonString text ? JsonNative.ParseTraversal(text) : null;

    internal FunctionCallExpression? AsCall() => _node is JsonString text ? JsonNative.ParseCall(text) : null;

    internal IReadOnlyList<Expression>? AsList() =>
        _node is JsonArray array ? [.. array.Elements.Select(e => new JsonExpression(e))] : null;

    internal IReadOnlyList<KeyValuePair<Expression, Expression>>? AsMap() =>
        _node is JsonObject o
            ? [.. o.Properties.Select(p => KeyValuePair.Create<Expression, Expression>(new JsonExpression(p.Name), new JsonExpression(p.Value)))]
            : null;
}
