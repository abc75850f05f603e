using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Evaluation;

/// <summary>Turns count, for_each and enabled into instances. Null where it cannot be told; then it was reported, or follows from what was.</summary>
internal static class RepetitionEvaluator
{
    private static readonly DiagnosticRule InvalidCount = new("EVL210", Severity.Error, "Invalid count argument");
    private static readonly DiagnosticRule InvalidForEach = new("EVL211", Severity.Error, "Invalid for_each argument");
    private static readonly DiagnosticRule InvalidForEachSet = new("EVL212", Severity.Error, "Invalid for_each set argument");
    private static readonly DiagnosticRule InvalidEnabled = new("EVL213", Severity.Error, "Invalid enabled argument");

    private const int MostInstances = 10_000_000;

    public static Repetition? Evaluate(Expression? count, Expression? forEach, Expression? enabled, EvaluationScope scope, DiagnosticBag diagnostics) =>
        new Run(scope, diagnostics, WhenUnknown.Report).Evaluate(count, forEach, enabled);

    /// <summary>The same, with one instance in place of all where it is not known yet which there will be.</summary>
    public static Repetition? EvaluateOrDefer(Expression? count, Expression? forEach, Expression? enabled, EvaluationScope scope, DiagnosticBag diagnostics) =>
        new Run(scope, diagnostics, WhenUnknown.Defer).Evaluate(count, forEach, enabled);

    /// <summary>Reports what no value of what is unknown so far could mend.</summary>
    public static void Check(Expression? count, Expression? forEach, Expression? enabled, EvaluationScope scope, DiagnosticBag diagnostics) =>
        new Run(scope, diagnostics, WhenUnknown.Ignore).Evaluate(count, forEach, enabled);

    private enum WhenUnknown
    {
        Report,
        Ignore,
        Defer,
    }

    private readonly record struct Run(EvaluationScope Scope, DiagnosticBag Diagnostics, WhenUnknown WhenUnknown)
    {
        public Repetition? Evaluate(Expression? count, Expression? forEach, Expression? enabled)
        {
            if (count is not null) return Count(count);
            if (forEach is not null) return ForEach(forEach);
            return enabled is not null ? Enabled(enabled) : Repetition.Single;
        }

        private Repetition? Count(Expression expression)
        {
            var value = PoisoningEvaluation.Evaluate(expression, DataType.Number, Scope, Diagnostics);
            if (Poison.In(value)) return null;
            if (value.MarksDeep().IsEphemeral)
                return Fail(InvalidCount, expression, "The given \"count\" is derived from an ephemeral value, which is not kept between plan and apply and so cannot decide how many instances there are.");
            switch (value.Unmarked)
            {
                case NullValue:
                    return Fail(InvalidCount, expression, "The given \"count\" argument value is null. An integer is required.");
                case NumberValue { Number: var number }:
                    if (!number.TryGetInt32(out var instances))
                        return Fail(InvalidCount, expression, $"The given \"count\" argument value is unsuitable: a whole number below {MostInstances} is required, and this is {number}.");
                    if (instances is < 0 or > MostInstances)
                        return Fail(InvalidCount, expression, "The given \"count\" argument value is unsuitable: must be greater than or equal to zero.");
                    return WhenUnknown == WhenUnknown.Ignore ? Repetition.Single : new Repetition(RepetitionKind.Count, CountInstances(instances));
                default:
                    return FailUnknown(InvalidCount, expression, "count", RepetitionInstance.AnyCounted,
                        "The \"count\" value depends on resource attributes that cannot be determined until apply, so it is not known yet how many instances there will be.");
            }
        }

        private static RepetitionInstance[] CountInstances(int count)
        {
            var instances = new RepetitionInstance[count];
            for (var i = 0; i < count; i++) instances[i] = new RepetitionInstance(InstanceKey.Of(i), Value.Number(i), null, null);
            return instances;
        }

        private Repetition? ForEach(Expression expression)
        {
            var value = PoisoningEvaluation.Evaluate(expression, DataType.Dynamic, Scope, Diagnostics);
            if (Poison.In(value)) return null;
            if (value.Marks.IsSensitive)
                return Fail(InvalidForEach, expression, "Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments: the keys would be shown in the addresses of the instances.");
            if (value.Marks.IsEphemeral)
                return Fail(InvalidForEach, expression, "Ephemeral values cannot be used as for_each arguments: the instances must be the same in plan and apply.");
            var plain = value.Unmarked;
            switch (plain)
            {
                case NullValue:
                    return Fail(InvalidForEach, expression, "The given \"for_each\" argument value is unsuitable: it is null. A map, or set of strings is allowed.");
                case UnknownValue { Type: DynamicType or MapType or ObjectType or SetType }:
                    return FailUnknown(InvalidForEach, expression, "for_each", RepetitionInstance.AnyKeyed,
                        "The \"for_each\" value depends on resource attributes that cannot be determined until apply, so it is not known yet which instances there will be.");
                case NamedValues named:
                    return new Repetition(RepetitionKind.ForEach, [.. named.Entries.Select(e =>
                        new RepetitionInstance(InstanceKey.Of(e.Key), null, Value.String(e.Key), e.Value))]);
                case SetValue set:
                    return ForEachSet(set, expression);
                default:
                    return Fail(InvalidForEach, expression,
                        $"The given \"for_each\" argument value is unsuitable: the \"for_each\" argument must be a map, or set of strings, and this is of type {plain.Type.FriendlyName}.",
                        plain.Type is ListType or TupleType ? "Write toset(...) around a list of distinct strings." : null);
            }
        }

        private Repetition? ForEachSet(SetValue set, Expression expression)
        {
            if (!set.IsWhollyKnown)
            {
                return FailUnknown(InvalidForEach, expression, "for_each", RepetitionInstance.AnyKeyed,
                    "The \"for_each\" set includes values derived from resource attributes that cannot be determined until apply, so it is not known yet which instances there will be.");
            }
            if (set.Count > 0 && set.ElementType is not PrimitiveType { FriendlyName: "string" } && !(set.ElementType is DynamicType && set.Elements.All(e => e is StringValue)))
                return Fail(InvalidForEachSet, expression, $"The given \"for_each\" argument value is unsuitable: \"for_each\" supports maps and sets of strings, but you have provided a set containing type {set.ElementType.FriendlyName}.");
            if (set.Elements.Any(e => e is NullValue))
                return Fail(InvalidForEachSet, expression, "The given \"for_each\" argument value is unsuitable: \"for_each\" sets must not contain null values.");
            return new Repetition(RepetitionKind.ForEach, [.. set.Elements.OfType<StringValue>().Select(s =>
                new RepetitionInstance(InstanceKey.Of(s.Text), null, s, s))]);
        }

        private Repetition? Enabled(Expression expression)
        {
            var value = PoisoningEvaluation.Evaluate(expression, DataType.Bool, Scope, Diagnostics);
            if (Poison.In(value)) return null;
            return value.Unmarked switch
            {
                BoolValue { IsTrue: true } => new Repetition(RepetitionKind.Enabled, [RepetitionInstance.Single]),
                BoolValue => Repetition.None,
                NullValue => Fail(InvalidEnabled, expression, "The given \"enabled\" argument value is null. A bool is required."),
                _ => FailUnknown(InvalidEnabled, expression, "enabled", RepetitionInstance.AnyEnabled,
                    "The \"enabled\" value depends on resource attributes that cannot be determined until apply, so it is not known yet whether there will be an instance."),
            };
        }

        private Repetition? FailUnknown(DiagnosticRule rule, Expression expression, string argument, RepetitionInstance any, string detail) => WhenUnknown switch
        {
            WhenUnknown.Ignore => null,
            WhenUnknown.Defer => Repetition.NotKnownYet(any),
            _ => Fail(rule, expression, detail, $"Use -target to apply first what \"{argument}\" depends on, or make it depend on values that are known while planning."),
        };

        private Repetition? Fail(DiagnosticRule rule, Expression expression, string detail, string? help = null)
        {
            Diagnostics.Add(new Diagnostic(rule, expression.Span, detail) { Help = help });
            return null;
        }
    }
}
