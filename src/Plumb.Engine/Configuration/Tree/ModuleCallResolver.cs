using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Installation;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>Finds out a module call's source and version, which may be made from variables and locals.</summary>
internal static class ModuleCallResolver
{
    /// <summary>The call with its source and version; where they are faulty they stay open and the diagnostics say why.</summary>
    internal static ModuleCallConfig Resolve(ModuleCallConfig call, StaticScope scope, DiagnosticBag diagnostics)
    {
        var hasVersion = ResolveVersion(ref call, scope, diagnostics);
        if (call.SourceExpression is not { } expression || ReadSource(expression, scope, diagnostics) is not { } text) return call;
        return call with { Source = text, ParsedSource = Parse(text, hasVersion, expression.Span, diagnostics) };
    }

    /// <summary>Whether source and version can be told without the values of variables and locals.</summary>
    internal static bool IsConstant(ModuleCallConfig call) =>
        IsConstant(call.SourceExpression) && IsConstant(call.VersionAttribute?.Expression);

    private static bool IsConstant(Expression? expression) => expression is null || StaticExpressions.References(expression).Count == 0;

    private static bool ResolveVersion(ref ModuleCallConfig call, StaticScope scope, DiagnosticBag diagnostics)
    {
        if (call.VersionAttribute is not { } attribute) return false;
        var faults = new DiagnosticBag();
        var value = scope.Evaluate(attribute.Expression, faults);
        diagnostics.AddRange(faults);
        if (faults.HasErrors) return true;
        // No version at all is meant by null, so that a module can be called from a registry or not.
        if (value.Unmarked is NullValue) return false;
        call = call with { Version = VersionConstraintDecoder.Convert(attribute, value, diagnostics) };
        return true;
    }

    private static string? ReadSource(Expression expression, StaticScope scope, DiagnosticBag diagnostics)
    {
        var faults = new DiagnosticBag();
        var value = scope.Evaluate(expression, faults);
        diagnostics.AddRange(faults);
        if (faults.HasErrors) return null;
        if (value is StringValue plain) return plain.Text;
        if (value.MarksDeep() is { IsEmpty: false } marks)
        {
            diagnostics.Add(marks.IsEphemeral ? TreeRules.EphemeralSource : TreeRules.SensitiveSource, expression.Span,
                "A module's source is shown and written into files in the clear, so it cannot be made from such a value.");
            return null;
        }
        var reason = value is NullValue ? "it must not be null" : value is UnknownValue ? "its value must be known" : null;
        if (reason is null)
        {
            if (TypeConversion.TryConvert(value, DataType.String, out var text, out var error) && text is StringValue s) return s.Text;
            reason = error?.Describe() ?? "a string is required";
        }
        diagnostics.Add(new Diagnostic(ConfigurationRules.UnsuitableValueType, ExpressionStart.Of(expression), $"This value is unsuitable as a source: {reason}.") { Context = expression.Span });
        return null;
    }

    private static ModuleSource? Parse(string text, bool hasVersion, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (hasVersion)
        {
            if (ModuleSourceParser.TryParseRegistry(text, out var registry, out var reason)) return registry;
            diagnostics.Add(TreeRules.InvalidRegistrySource, span, $"The source \"{text}\" is not an address in a module registry, which it must be because a version is given: {reason}.");
            return null;
        }
        if (ModuleSourceParser.TryParse(text, out var source, out var fault)) return source;
        diagnostics.Add(new Diagnostic(TreeRules.InvalidSource, span, $"The source \"{text}\" is not valid: {fault.Reason}.")
        {
            Help = fault.MayBeLocal ? $"For a directory relative to this module write:\n    source = \"./{text}\"" : null,
        });
        return null;
    }
}
