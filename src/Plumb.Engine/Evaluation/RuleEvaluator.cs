using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.State.Model;
using Plumb.Hcl.Evaluation;

namespace Plumb.Engine.Evaluation;

/// <summary>Holds conditions against values: preconditions, postconditions, assertions, validations.</summary>
internal static class RuleEvaluator
{
    public static readonly DiagnosticRule ResourcePrecondition = new("EVL220", Severity.Error, "Resource precondition failed");
    public static readonly DiagnosticRule ResourcePostcondition = new("EVL221", Severity.Error, "Resource postcondition failed");
    public static readonly DiagnosticRule OutputPrecondition = new("EVL222", Severity.Error, "Module output value precondition failed");
    public static readonly DiagnosticRule CheckAssertion = new("EVL223", Severity.Warning, "Check block assertion failed");
    public static readonly DiagnosticRule VariableValidation = new("EVL224", Severity.Error, "Invalid value for variable");
    private static readonly DiagnosticRule InvalidCondition = new("EVL225", Severity.Error, "Invalid condition result");
    private static readonly DiagnosticRule InvalidMessage = new("EVL226", Severity.Error, "Invalid error message");
    private static readonly DiagnosticRule CheckUnknown = new("EVL228", Severity.Warning, "Check block assertion known after apply");
    private static readonly DiagnosticRule CheckInvalid = new("EVL227", Severity.Warning, "Invalid condition result");

    /// <summary>The outcome of one rule; a failure has a message unless it is sensitive or broken.</summary>
    public readonly record struct Outcome(CheckStatus Status, string? Message);

    /// <summary>Evaluates a rule and reports its failure under <paramref name="failure"/>; for a variable at <paramref name="subject"/>.</summary>
    public static Outcome Evaluate(CheckRule rule, EvaluationScope scope, DiagnosticRule failure, DiagnosticBag diagnostics, Core.Text.SourceSpan? subject = null)
    {
        var found = new DiagnosticBag();
        var value = ExpressionEvaluator.Evaluate(rule.Condition, scope, found);
        if (found.HasErrors)
        {
            diagnostics.AddRange(found);
            return new Outcome(CheckStatus.Error, null);
        }
        if (Poison.In(value)) return new Outcome(CheckStatus.Unknown, null);
        if (value.Unmarked is UnknownValue)
        {
            if (failure == CheckAssertion) diagnostics.Add(new Diagnostic(CheckUnknown, rule.Condition.Span, "The condition depends on values that are not known yet. The assertion is checked when this plan is applied.") { Values = ExpressionEvaluator.ReferencesOf(rule.Condition, scope) });
            return new Outcome(CheckStatus.Unknown, null);
        }
        if (value.IsNull) return Broken("Condition expression must return either true or false, not null.");
        if (!Core.Conversion.TypeConversion.TryConvert(value.UnmarkDeep(), DataType.Bool, out var condition, out var error) || condition is not BoolValue isTrue)
            return Broken($"Invalid condition result value: {error?.Message ?? "a bool is required"}.");
        if (isTrue.IsTrue) return new Outcome(CheckStatus.Pass, null);

        if (!TryMessage(rule, scope, diagnostics, out var message)) return new Outcome(CheckStatus.Error, null);
        var detail = (message ?? "This check failed, but it has an invalid error message, as described in the other accompanying messages.")
            + (failure == VariableValidation ? $"\n\nThis was checked by the validation rule at {rule.Span}." : "");
        diagnostics.Add(new Diagnostic(failure, subject ?? rule.Condition.Span, detail) { Values = ExpressionEvaluator.ReferencesOf(rule.Condition, scope) });
        return new Outcome(CheckStatus.Fail, message);

        Outcome Broken(string why)
        {
            diagnostics.Add(failure == CheckAssertion ? CheckInvalid : InvalidCondition, rule.Condition.Span, why);
            return new Outcome(CheckStatus.Error, null);
        }
    }

    /// <summary>Reports a condition or message that could be right with no value of what is unknown so far; whether the condition holds is not asked.</summary>
    public static void Check(CheckRule rule, EvaluationScope scope, DiagnosticBag diagnostics, bool isAssertion = false)
    {
        var condition = PoisoningEvaluation.Evaluate(rule.Condition, DataType.Dynamic, scope, diagnostics);
        if (condition.IsNull)
            diagnostics.Add(isAssertion ? CheckInvalid : InvalidCondition, rule.Condition.Span, "Condition expression must return either true or false, not null.");
        else if (!Core.Conversion.TypeConversion.TryConvert(condition.UnmarkDeep(), DataType.Bool, out _, out var noBool))
            diagnostics.Add(isAssertion ? CheckInvalid : InvalidCondition, rule.Condition.Span, $"Invalid condition result value: {noBool.Message}.");
        var message = PoisoningEvaluation.Evaluate(rule.ErrorMessage, DataType.Dynamic, scope, diagnostics);
        if (!Core.Conversion.TypeConversion.TryConvert(message.UnmarkDeep(), DataType.String, out _, out var noText))
            diagnostics.Add(InvalidMessage, rule.ErrorMessage.Span, $"Unsuitable value for error message: {noText.Message}.");
    }

    /// <summary>False where the message is not text, which is reported.</summary>
    private static bool TryMessage(CheckRule rule, EvaluationScope scope, DiagnosticBag diagnostics, out string? message)
    {
        var written = ExpressionEvaluator.Evaluate(rule.ErrorMessage, scope, diagnostics);
        message = null;
        if (!Core.Conversion.TypeConversion.TryConvert(written, DataType.String, out var text, out var error))
        {
            diagnostics.Add(InvalidMessage, rule.ErrorMessage.Span, $"Unsuitable value for error message: {error.Message}.");
            return false;
        }
        message = Message(rule, text, diagnostics);
        return true;
    }

    private static string? Message(CheckRule rule, Value value, DiagnosticBag diagnostics)
    {
        var marks = value.MarksDeep();
        if (marks.IsSensitive)
        {
            diagnostics.Add(InvalidMessage with { Severity = Severity.Warning, Summary = "Error message refers to sensitive values" }, rule.ErrorMessage.Span,
                "The error expression used to explain this condition refers to sensitive values, so the message is not shown. Remove the sensitive value, or use nonsensitive() with care.");
            return "The error message included a sensitive value, so it will not be displayed.";
        }
        if (marks.IsEphemeral)
        {
            diagnostics.Add(InvalidMessage, rule.ErrorMessage.Span, "The error expression used to explain this condition refers to ephemeral values, so the message is not shown.");
            return "The error message included an ephemeral value, so it will not be displayed.";
        }
        return value.Unmarked switch
        {
            StringValue text => text.Text.Trim(),
            UnknownValue => "The error message refers to values that are not known yet.",
            _ => null,
        };
    }
}
