using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Types;

/// <summary>
/// Additions of OpenTofu that say of a value what is not known of it yet, so that more can be planned. A known value
/// must be as it was said.
/// </summary>
internal static class AssumptionFunctions
{
    private const string NotUpheld = "the value is not as assumed";

    internal static Function CreateEqual() => new()
    {
        Name = "assumeequal",
        Description = "Gives the second value in place of the first, which is assumed to be equal once it is known.",
        Parameters = [Any("actual_value", marked: true), Any("expected_value", marked: true)],
        ReturnType = static call => call[1].Type,
        Body = Equal,
    };

    internal static Function CreateNotNull() => Create(
        "assumenotnull",
        "Assumes that a value will not be null.",
        DataType.Dynamic,
        static call => call[0].Type is DynamicType
            ? call.Fail(0, "must be of a known type; \"convert\" gives it one")
            : Refine(call, static r => r with { NotNull = true }, static _ => true));

    internal static Function CreateStringPrefix() => Create(
        "assumestringprefix",
        "Assumes that a string will start with the given prefix.",
        DataType.String,
        static call => Refine(
            call,
            r => r with { NotNull = true, StringPrefix = Longer(r.StringPrefix, call.TextAt(1)) },
            v => ((StringValue)v).Text.StartsWith(call.TextAt(1), StringComparison.Ordinal)),
        new Parameter("prefix", DataType.String));

    /// <summary>A bound on the length of a list, set or map: the name says which, and whether it is the least, the most, or both.</summary>
    internal static Function CreateLength(string name, DataType type, bool hasMin, bool hasMax)
    {
        var parameters = new List<Parameter>();
        if (hasMin) parameters.Add(new Parameter("min_length", DataType.Number));
        if (hasMax) parameters.Add(new Parameter("max_length", DataType.Number));
        return Create(name, $"Assumes the {(hasMin ? hasMax ? "least and the greatest" : "least" : "greatest")} length of a {Noun(type)}.", type, call =>
        {
            for (var i = 1; i < call.Count; i++)
                if (!call.NumberAt(i).TryGetInt32(out _)) return call.Fail(i, $"must be a whole number between 0 and {int.MaxValue}");
            call.NumberAt(1).TryGetInt32(out var first);
            call.NumberAt(call.Count - 1).TryGetInt32(out var last);
            return BoundLength(call, hasMin ? first : 0, hasMax ? last : int.MaxValue);
        }, [.. parameters]);
    }

    private static Function Create(string name, string description, DataType type, Func<FunctionCall, Value> body, params Parameter[] more) => new()
    {
        Name = name,
        Description = description,
        Parameters = [Any("value", marked: false) with { Type = type }, .. more],
        ReturnType = Function.Returns(type),
        Body = body,
    };

    private static Parameter Any(string name, bool marked) => new(name, DataType.Dynamic)
    {
        AllowNull = true,
        AllowUnknown = true,
        AllowDynamic = true,
        AllowMarked = marked,
    };

    private static Value BoundLength(FunctionCall call, int min, int max)
    {
        return Refine(
            call,
            r => r with { NotNull = true, LengthMin = Math.Max(min, r.LengthMin ?? 0), LengthMax = Least(max, r.LengthMax) },
            v => v.KnownLength() is not { } length || (length >= min && length <= max));

        static int? Least(int max, int? known) => max == int.MaxValue ? known : Math.Min(max, known ?? max);
    }

    private static Value Refine(FunctionCall call, Func<Refinement, Refinement> refine, Func<Value, bool> isUpheld)
    {
        var value = call[0];
        if (value.IsNull || (value.IsKnown && !isUpheld(value))) return call.Fail(0, NotUpheld);
        if (value is not UnknownValue { Refinement: var known }) return value;
        var refined = refine(known);
        if (refined.LengthMin > refined.LengthMax || refined.StringPrefix is null && known.StringPrefix is not null) return call.Fail(0, NotUpheld);
        return ValueOperations.Refine(value, refine);
    }

    /// <summary>The longer of two prefixes where one continues the other; null where they contradict.</summary>
    private static string? Longer(string? known, string assumed)
    {
        if (known is null || assumed.StartsWith(known, StringComparison.Ordinal)) return assumed;
        return known.StartsWith(assumed, StringComparison.Ordinal) ? known : null;
    }

    private static Value Equal(FunctionCall call)
    {
        if (!TypeConversion.TryConvert(call[0], call[1].Type, out var actual, out _))
            return call.Fail(0, $"a value of the type {call[0].Type.FriendlyName} cannot equal the assumed one, of the type {call[1].Type.FriendlyName}");
        if (ValueOperations.EqualTo(actual, call[1]).Unmarked is BoolValue { IsTrue: false }) return call.Fail(0, NotUpheld);

        // Marks that tell where a value came from stay; those that restrict its use are the assumed value's own affair.
        actual.UnmarkDeepWithPaths(out var marks);
        return call[1].WithMarksAt(
        [
            .. marks.Select(m => m with { Marks = m.Marks.Without(Mark.Sensitive).Without(Mark.Ephemeral) }).Where(m => !m.Marks.IsEmpty),
        ]);
    }

    private static string Noun(DataType type) => type switch { ListType => "list", SetType => "set", _ => "map" };
}
