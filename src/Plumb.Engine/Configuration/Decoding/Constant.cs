using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Reads arguments whose values must be constant.</summary>
internal static class Constant
{
    /// <summary>The value, or unknown where that is reported already. A string in JSON is taken as it stands: it is no template.</summary>
    internal static Value Evaluate(Expression expression, DiagnosticBag diagnostics) => expression switch
    {
        LiteralExpression literal => literal.Value,
        JsonExpression json => json.Literal,
        _ => ExpressionEvaluator.Evaluate(expression, VariableScope.None, diagnostics),
    };

    /// <summary>Null where it is reported already that there is no such value.</summary>
    internal static string? String(Expression expression, DiagnosticBag diagnostics) =>
        Convert(expression, DataType.String, diagnostics) is StringValue s ? s.Text : null;

    internal static bool? Bool(Expression expression, DiagnosticBag diagnostics) =>
        Convert(expression, DataType.Bool, diagnostics) is BoolValue b ? b.IsTrue : null;

    private static Value? Convert(Expression expression, DataType type, DiagnosticBag diagnostics)
    {
        var value = Evaluate(expression, diagnostics).UnmarkDeep();
        var reason = value switch
        {
            UnknownValue => "its value must be known",
            NullValue => "it must not be null",
            _ => null,
        };
        if (reason is null)
        {
            if (value.Type.Equals(type)) return value;
            if (TypeConversion.TryConvert(value, type, out var converted, out var error)) return converted;
            reason = error.Describe();
        }
        diagnostics.Add(new Diagnostic(ConfigurationRules.UnsuitableValueType, ExpressionStart.Of(expression), $"This value is unsuitable here: {reason}.")
        {
            Context = expression.Span,
        });
        return null;
    }
}
