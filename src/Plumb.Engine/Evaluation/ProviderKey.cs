using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Evaluation;

/// <summary>Evaluates what stands in the brackets of <c>provider = aws.by_region[each.key]</c>. Numbers and bools are taken as strings, as for_each has its keys.</summary>
internal static class ProviderKey
{
    private static readonly DiagnosticRule InvalidKey = new("EVL216", Severity.Error, "Invalid provider instance key");

    /// <summary>Null where it cannot be a key, which is reported.</summary>
    public static InstanceKey? Evaluate(Expression expression, EvaluationScope scope, DiagnosticBag diagnostics) =>
        Read(expression, scope, diagnostics) is var value && value is StringValue text ? InstanceKey.Of(text.Text)
        : value is null ? null
        : Fail(expression, "The key of a provider instance depends on values that are known only after apply, so there is no telling which provider is to plan this.", diagnostics);

    /// <summary>Reports what no value of what is unknown so far could mend.</summary>
    public static void Check(Expression expression, EvaluationScope scope, DiagnosticBag diagnostics) => Read(expression, scope, diagnostics);

    private static Value? Read(Expression expression, EvaluationScope scope, DiagnosticBag diagnostics)
    {
        var value = PoisoningEvaluation.Evaluate(expression, DataType.String, scope, diagnostics);
        if (Poison.In(value)) return null;
        var marks = value.MarksDeep();
        if (marks.IsSensitive) return Refuse("The key of a provider instance must not be made from a sensitive value: the state shows it.");
        if (marks.IsEphemeral) return Refuse("The key of a provider instance must not be made from an ephemeral value: the state keeps it.");
        var plain = value.UnmarkDeep();
        return plain.IsNull ? Refuse("The key of a provider instance must not be null.") : plain;

        Value? Refuse(string detail)
        {
            Fail(expression, detail, diagnostics);
            return null;
        }
    }

    private static InstanceKey? Fail(Expression expression, string detail, DiagnosticBag diagnostics)
    {
        diagnostics.Add(InvalidKey, expression.Span, detail);
        return null;
    }
}
