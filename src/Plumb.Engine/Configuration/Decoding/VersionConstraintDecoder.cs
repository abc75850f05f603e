using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Versions;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes version constraints wherever they can be written.</summary>
internal static class VersionConstraintDecoder
{
    internal static VersionConstraintConfig? Decode(BodyAttribute attribute, DiagnosticBag diagnostics)
    {
        var before = diagnostics.Count;
        var value = Constant.Evaluate(attribute.Expression, diagnostics);
        return diagnostics.Count > before ? null : Convert(attribute, value, diagnostics);
    }

    /// <summary>Null where the value is null, which is as if nothing were written, or no constraint.</summary>
    internal static VersionConstraintConfig? Convert(BodyAttribute attribute, Value value, DiagnosticBag diagnostics)
    {
        var span = attribute.Expression.Span;
        if (value.Marks.IsSensitive || value.Marks.IsEphemeral)
        {
            diagnostics.Add(ConfigurationRules.InvalidVersionConstraint, span, $"The argument \"{attribute.Name}\" is written into files in the clear, so it cannot be made from sensitive or ephemeral values.");
            return null;
        }
        if (value is StringValue written) return Parse(written.Text, attribute, diagnostics);
        if (!TypeConversion.TryConvert(value, DataType.String, out var converted, out _))
        {
            diagnostics.Add(ConfigurationRules.InvalidVersionConstraint, span, $"The argument \"{attribute.Name}\" must be a string, such as \"~> 1.2\".");
            return null;
        }
        return converted is StringValue text ? Parse(text.Text, attribute, diagnostics) : null;
    }

    private static VersionConstraintConfig? Parse(string text, BodyAttribute attribute, DiagnosticBag diagnostics)
    {
        if (VersionConstraints.TryParse(text, out var constraints, out var error))
            return new VersionConstraintConfig(constraints, attribute.Span);
        diagnostics.Add(Malformed(attribute.Expression, error));
        return null;
    }

    internal static Diagnostic Malformed(Expression expression, string error) =>
        new(ConfigurationRules.InvalidVersionConstraint, expression.Span, $"This is not a version constraint: {error}.")
        {
            Help = "Write conditions separated by commas, each a version with one of the operators = != > >= < <= ~> before it:\n    \">= 1.2.0, < 2.0.0\"",
        };
}
