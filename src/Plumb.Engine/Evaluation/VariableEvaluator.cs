using Plumb.Core.Conversion;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Evaluation;

/// <summary>Makes a variable's final value from what was given: default, type, nullability and marks.</summary>
public static class VariableEvaluator
{
    private static readonly DiagnosticRule NoValue = new("EVL230", Severity.Error, "No value for required variable");
    private static readonly DiagnosticRule RequiredNotSet = new("EVL231", Severity.Error, "Required variable not set");
    private static readonly DiagnosticRule InvalidInput = new("EVL232", Severity.Error, "Invalid value for input variable");
    private static readonly DiagnosticRule InvalidArgument = new("EVL233", Severity.Error, "Invalid value for input variable");

    /// <summary>The final value, poisoned where none can be had. Null for given means not set.</summary>
    public static Value Prepare(VariableConfig variable, Value? given, SourceSpan? givenSpan, bool isRoot, DiagnosticBag diagnostics)
    {
        if (given is null || (given.IsNull && !variable.Nullable && variable.Default is not null))
        {
            if (variable.Default is { } fallback) return Mark(variable, fallback);
            if (given is null)
            {
                diagnostics.Add(NoValue, variable.Span, $"The {Describe(isRoot)} \"{variable.Name}\" is not set, and has no default value."
                    + (isRoot ? " Use a -var or -var-file command line argument to provide a value for this variable." : ""));
                return Poison.Value;
            }
        }
        if (Poison.In(given)) return given;
        var withDefaults = variable.TypeDefaults is { } defaults && !given.IsNull ? defaults.Apply(given) : given;
        if (!TypeConversion.TryConvert(withDefaults, variable.Type, out var converted, out var error))
        {
            diagnostics.Add(isRoot ? InvalidInput : InvalidArgument, givenSpan ?? variable.Span,
                $"The given value is not suitable for {Where(isRoot)}var.{variable.Name} declared at {variable.Span}: {error.Describe()}.");
            return Poison.Value;
        }
        if (converted.IsNull && !variable.Nullable)
        {
            diagnostics.Add(RequiredNotSet, givenSpan ?? variable.Span, $"The given value is not suitable for {Where(isRoot)}var.{variable.Name}: it is required and must not be null.");
            return Poison.Value;
        }
        return Mark(variable, converted);
    }

    /// <summary>Any value that the variable may have.</summary>
    internal static Value Any(VariableConfig variable) => Mark(variable, Value.Unknown(variable.Type));

    private static Value Mark(VariableConfig variable, Value value)
    {
        if (variable.Sensitive) value = value.WithMark(Core.Values.Mark.Sensitive);
        if (variable.Ephemeral) value = value.WithMark(Core.Values.Mark.Ephemeral);
        return variable.DeprecationMessage is { } message ? value.WithMark(Core.Values.Mark.Deprecated(message)) : value;
    }

    private static string Describe(bool isRoot) => isRoot ? "root module input variable" : "module input variable";

    private static string Where(bool isRoot) => isRoot ? "" : "child module input variable ";
}
