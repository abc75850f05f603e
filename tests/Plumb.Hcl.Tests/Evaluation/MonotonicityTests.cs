using CsCheck;
using Plumb.Core.Types;
using Plumb.Core.Values;
using static Plumb.Hcl.Tests.Evaluation.Evaluating;

namespace Plumb.Hcl.Tests.Evaluation;

/// <summary>
/// Making an input unknown must never contradict what the known input gives: plans rest on it. Of what depends on faults,
/// as <c>try</c> does, this cannot be said: a fault may hide behind an unknown.
/// </summary>
public sealed class MonotonicityTests
{
    private static readonly string[] Names = ["n", "b", "t", "l", "o"];

    private static readonly Gen<Dictionary<string, Value>> Inputs =
        from n in Gen.Long[-3, 3]
        from b in Gen.Bool
        from t in OneOf("", "a", "7")
        from l in Gen.Long[-1, 2].Array[0, 3]
        from isNull in Gen.Bool
        select new Dictionary<string, Value>
        {
            ["n"] = Value.Number(n),
            ["b"] = Value.Bool(b),
            ["t"] = isNull ? Value.Null(DataType.String) : Value.String(t),
            ["l"] = Value.List(DataType.Number, [.. l.Select(i => Value.Number(i))]),
            ["o"] = Value.Object(("x", Value.Number(n)), ("y", Value.List(DataType.Number, [.. l.Select(i => Value.Number(i))]))),
        };

    [Fact]
    public void Evaluation_is_monotone_in_unknowns()
    {
        Gen.Select(SourceOf(4), Inputs, Gen.Int[0, 4], Gen.Bool).Sample((source, inputs, which, typed) =>
        {
            var known = Evaluate(source, inputs);
            if (known.Faults.Count > 0) return;
            var name = Names[which];
            var blurred = new Dictionary<string, Value>(inputs) { [name] = typed ? Value.Unknown(inputs[name].Type) : Value.DynamicUnknown };
            var unknown = Evaluate(source, blurred);
            // The right side of && and || excuses the faults of the left one only once it is known.
            if (unknown.Faults.Count > 0 && (source.Contains("&&", StringComparison.Ordinal) || source.Contains("||", StringComparison.Ordinal))) return;
            // What follows a splat is judged by the type alone where the value is unknown, and never met where it is null or empty.
            if (unknown.Faults.Count > 0 && typed && source.Contains("[*]", StringComparison.Ordinal)) return;
            Assert.True(unknown.Faults.Count == 0, $"{source} with {name} unknown: {string.Join("; ", unknown.Faults)}");
            Assert.True(Admits(unknown.Value, known.Value), $"{source} with {name} unknown gives {unknown.Value}, known {known.Value}");
        }, iter: 2000);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<string> SourceOf(int depth)
    {
        var leaf = OneOf("n", "b", "t", "l", "o", "o.x", "o.y", "1", "true", "\"s\"", "null");
        if (depth == 0) return leaf;
        var part = SourceOf(depth - 1);
        return Gen.OneOf(
            leaf,
            Gen.Select(part, OneOf("+", "*", "<", ">=", "==", "!=", "&&", "||"), part, (a, op, b) => $"({a} {op} {b})"),
            Gen.Select(part, part, part, (c, a, b) => $"({c} ? {a} : {b})"),
            Gen.Select(part, part, (a, b) => $"[{a}, {b}]"),
            Gen.Select(part, part, (a, b) => $"{{p = {a}, q = {b}}}"),
            Gen.Select(part, part, (a, b) => $"\"x-${{{a}}}${{{b}}}\""),
            Gen.Select(part, part, (a, b) => $"{a}[{b}]"),
            part.Select(a => $"{a}[*]"),
            Gen.Select(part, part, (a, b) => $"[for e in {a} : {b}]"),
            Gen.Select(part, part, (a, b) => $"[for e in {a} : e if {b}]"),
            part.Select(a => $"{{for k, e in {a} : \"k${{k}}\" => e}}"));
    }

    /// <summary>Whether the value that is known less may turn out to be the other.</summary>
    private static bool Admits(Value unknown, Value known)
    {
        if (unknown is UnknownValue u) return u.Type is DynamicType || (u.Type.Equals(known.Type) && Admits(u.Refinement, known)) || HasDynamic(u.Type, known);
        return (unknown, known) switch
        {
            (TupleValue a, TupleValue b) => a.Count == b.Count && a.Elements.Zip(b.Elements).All(p => Admits(p.First, p.Second)),
            (ListValue a, ListValue b) => a.Count == b.Count && a.Elements.Zip(b.Elements).All(p => Admits(p.First, p.Second)),
            (ObjectValue a, ObjectValue b) => a.Count == b.Count && a.Entries.All(e => b[e.Key] is { } other && Admits(e.Value, other)),
            (NullValue, NullValue) => unknown.Type.HasDynamic || unknown.Type.Equals(known.Type),
            _ => unknown.Equals(known),
        };
    }

    private static bool HasDynamic(DataType type, Value known) => type.HasDynamic && type.GetType() == known.Type.GetType();

    private static bool Admits(Refinement refinement, Value known)
    {
        if (refinement.NotNull && known.IsNull) return false;
        return known switch
        {
            StringValue s => refinement.StringPrefix is null || s.Text.StartsWith(refinement.StringPrefix, StringComparison.Ordinal),
            NumberValue n => (refinement.LowerBound is not { } low || n.Number >= low.Value) && (refinement.UpperBound is not { } high || n.Number <= high.Value),
            ListValue l => (refinement.LengthMin ?? 0) <= l.Count && (refinement.LengthMax ?? int.MaxValue) >= l.Count,
            _ => true,
        };
    }
}
