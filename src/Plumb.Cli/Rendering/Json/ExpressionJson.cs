using System.Text.Json;
using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Json;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.References;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Cli.Rendering.Json;

/// <summary>
/// A written expression as plan documents show it: its value where it is a constant, and what it refers to. Each
/// reference is listed step by step, from all of it down to its subject.
/// </summary>
internal static class ExpressionJson
{
    public static void Write(Utf8JsonWriter json, Expression expression)
    {
        json.WriteStartObject();
        if (Constant(expression) is { } value)
        {
            json.WritePropertyName("constant_value");
            JsonValueCodec.Write(json, value, value.Type);
        }
        json.WriteTextsIfAny("references", References(expression));
        json.WriteEndObject();
    }

    /// <summary>Leaves out an expression that is no constant and refers to nothing, such as the call of a function; false if it did.</summary>
    public static bool WriteIfAny(Utf8JsonWriter json, string name, Expression? expression)
    {
        if (expression is null || (Constant(expression) is null && !References(expression).Any())) return false;
        json.WritePropertyName(name);
        Write(json, expression);
        return true;
    }

    /// <summary>What <c>depends_on</c> names.</summary>
    public static IEnumerable<string> Subjects(IEnumerable<Traversal> traversals) =>
        traversals.Select(t => ReferenceParser.Parse(t, null)).OfType<Reference>().Select(r => Describe(r).Subject);

    private static Value? Constant(Expression expression)
    {
        var value = ExpressionEvaluator.Evaluate(expression, NoNames.Instance, new DiagnosticBag()).UnmarkDeep();
        return value.IsWhollyKnown ? value : null;
    }

    private static IEnumerable<string> References(Expression expression)
    {
        foreach (var traversal in StaticExpressions.References(expression))
        {
            if (ReferenceParser.Parse(traversal, null) is not { } reference) continue;
            var (subject, remaining, around) = Describe(reference);
            for (var length = remaining.Count; length > 0; length--) yield return subject + string.Concat(remaining.Take(length).Select(Text));
            yield return subject;
            if (around is not null) yield return around;
        }
    }

    /// <summary>The subject, the steps into its value, and what the subject is one of.</summary>
    private static (string Subject, IReadOnlyList<TraversalStep> Remaining, string? Around) Describe(Reference reference)
    {
        var steps = reference.Traversal.Steps;
        switch (reference)
        {
            case VariableReference r:
                return ($"var.{r.Name}", After(r.StepsTaken), null);
            case LocalReference r:
                return ($"local.{r.Name}", After(r.StepsTaken), null);
            case ResourceReference { Key.IsNone: true } r:
                return (r.Resource.ToString(), After(r.StepsTaken), null);
            case ResourceReference r:
                return (r.Resource.ToString() + r.Key, After(r.StepsTaken + 1), r.Resource.ToString());
            case ModuleCallReference { Output: { } output } r:
                return ($"module.{r.Name}{r.Key}.{output}", After(r.StepsTaken), $"module.{r.Name}{r.Key}");
            case ModuleCallReference { Key.IsNone: true } r:
                return ($"module.{r.Name}", [], null);
            case ModuleCallReference r:
                return ($"module.{r.Name}{r.Key}", [], $"module.{r.Name}");
            default:
                return (reference.Traversal.RootName + string.Concat(steps.Take(reference.StepsTaken).Select(Text)), After(reference.StepsTaken), null);
        }

        IReadOnlyList<TraversalStep> After(int taken) => [.. steps.Skip(taken)];
    }

    private static string Text(TraversalStep step) => step switch
    {
        IndexTraversal { Key: StringValue key } => "[" + QuotedText.Quote(key.Text) + "]",
        _ => step.ToString(),
    };

    /// <summary>Where nothing can be referred to or called, what has a value is a constant.</summary>
    private sealed class NoNames : EvaluationScope
    {
        public static NoNames Instance { get; } = new();

        public override bool ChecksAllNames => false;

        public override bool IsEmpty => true;

        public override bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken)
        {
            (value, stepsTaken) = (Value.DynamicUnknown, traversal.Steps.Count);
            return false;
        }

        public override Function? FindFunction(string name) => null;
    }
}
