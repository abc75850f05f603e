using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Decoding;

/// <summary>Reads type expressions: <c>string</c>, <c>list(any)</c>, <c>object({ a = optional(number, 1) })</c>. Total: a fault gives the dynamic type.</summary>
public static class TypeExpression
{
    /// <summary>A constraint, which may hold <c>any</c>, and <c>optional(...)</c> with default values.</summary>
    public static TypeConstraint ReadConstraint(Expression expression, DiagnosticBag diagnostics) =>
        new TypeExpressionReader(TypeForm.Constraint, diagnostics).Read(expression);

    /// <summary>An exact type, without <c>any</c> and <c>optional(...)</c>.</summary>
    public static DataType ReadExact(Expression expression, DiagnosticBag diagnostics) =>
        new TypeExpressionReader(TypeForm.Exact, diagnostics).Read(expression).Type;

    /// <summary>The <c>type</c> of a variable: a constraint, or a bare <c>list</c> or <c>map</c> for one of any element type.</summary>
    public static TypeConstraint ReadVariableType(Expression expression, DiagnosticBag diagnostics)
    {
        if (expression is LiteralExpression { Value: StringValue quoted })
        {
            diagnostics.Add(QuotedType(expression, quoted.Text));
            return TypeConstraint.Any;
        }
        return StaticExpressions.AsKeyword(expression) switch
        {
            "list" => new TypeConstraint(DataType.List(DataType.Dynamic), null),
            "map" => new TypeConstraint(DataType.Map(DataType.Dynamic), null),
            _ => ReadConstraint(expression, diagnostics),
        };
    }

    private static Diagnostic QuotedType(Expression expression, string text)
    {
        var unquoted = text switch
        {
            "string" => "string",
            "list" => "list(string)",
            "map" => "map(string)",
            _ => null,
        };
        return unquoted is null
            ? new(DecodingRules.LegacyTypeHint, expression.Span, "A type is written without quotes.") { Help = "Remove the quotes." }
            : new(DecodingRules.QuotedType, expression.Span, "Types in quotes come from versions before 0.12 and are no longer understood.")
            {
                Help = $"Write {unquoted} without quotes.",
                Fixes = [new TextEdit(expression.Span, unquoted)],
            };
    }
}
