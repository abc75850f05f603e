using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Json;

/// <summary>
/// An expression in JSON syntax: a string is a template, an object an object constructor with template keys, and so on.
/// <see cref="Native"/> is the same in native nodes, made by parsing the strings; literal strings keep their JSON spans.
/// </summary>
public sealed record JsonExpression(Expression Native, SourceSpan Span) : Expression(Span)
{
    public override IEnumerable<Expression> Children => [Native];
}
