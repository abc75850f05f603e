using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Conversion;
using Plumb.Core.Functions;
using Plumb.Core.Values;

namespace Plumb.Conformance.Cty;

/// <summary>Calls a function as one of cty's rows does and compares the result; of a failure only that it is one.</summary>
internal static class FunctionChecks
{
    /// <summary>The moment that cty's test of date formats formats.</summary>
    private static readonly Value FormattedTime = Value.String("2006-01-02T15:04:05Z");

    public static Comparison Compare(CtyRow row) => row.Test switch
    {
        "TestTo" => CompareConversion(row),
        "TestFormatDate" => CompareFormatDate(row),
        "TestSetSymmetricDifference" => CompareSymmetricDifference(row),
        "TestIndex" => CompareIndex(row),
        "TestRegexReplace" => CompareCall(row, [row.Value("Input"), Slashed(row.Value("Substr")), row.Value("Replace")]),
        _ => CompareCall(row, row.Arguments),
    };

    private static Comparison CompareCall(CtyRow row, IReadOnlyList<Value> arguments)
    {
        if (StandardFunctions.Find(row.Call) is not { } function) return NoCounterpart.Of(row);
        return Compare(row, FunctionInvoker.Call(function, arguments, out var error), error?.Message);
    }

    private static Comparison CompareConversion(CtyRow row) =>
        TypeConversion.TryConvert(row.Value("Value"), row.Type("TargetTy"), out var result, out var error)
            ? Compare(row, result, null)
            : Compare(row, Value.DynamicUnknown, error.Message);

    private static Comparison CompareIndex(CtyRow row) =>
        Compare(row, ValueOperations.At(row.Value("Collection"), ValuePath.Root.Index(row.Value("Key"))) ?? Value.DynamicUnknown, null);

    /// <summary>The language says it with what it has: what is in the one but not the other, both ways.</summary>
    private static Comparison CompareSymmetricDifference(CtyRow row)
    {
        if (StandardFunctions.Find("SetSubtract") is not { } subtract || StandardFunctions.Find("SetUnion") is not { } union) return NoCounterpart.Of(row);
        var (a, b) = (row.Value("InputA"), row.Value("InputB"));
        Value[] parts = [FunctionInvoker.Call(subtract, [a, b], out var error), FunctionInvoker.Call(subtract, [b, a], out _)];
        return Compare(row, FunctionInvoker.Call(union, parts, out var unionError), (error ?? unionError)?.Message);
    }

    /// <summary>The table mixes rows that give the format, rows that give the time, and rows that give both results of two formats.</summary>
    private static Comparison CompareFormatDate(CtyRow row)
    {
        if (row.Find("Format") is not null) return CompareCall(row, [row.Value("Format"), FormattedTime]);
        if (row.Find("Timestamp") is not null) return CompareCall(row, [Value.EmptyString, row.Value("Timestamp")]);
        return CompareFormat(row, "YYYY-MM-DD'T'hh:mm:ssZ", "wantRFC3339").And(CompareFormat(row, "EEEE, DD-MMM-YY hh:mm:ss ZZZ", "wantRFC850"));
    }

    private static Comparison CompareFormat(CtyRow row, string format, string wanted)
    {
        if (StandardFunctions.Find("FormatDate") is not { } function) return NoCounterpart.Of(row);
        var result = FunctionInvoker.Call(function, [Value.String(format), Value.String(row.Text("input"))], out _);
        return ValueComparison.Of(Value.String(row.Text(wanted)), result);
    }

    private static Comparison Compare(CtyRow row, Value result, string? error)
    {
        if (row.Fails) return error is null ? Comparison.Different($"failure: {row.ErrorText}", ValueComparison.Show(result)) : Comparison.Equal;
        return error is null ? ValueComparison.Of(row.Value("Want"), result) : Comparison.Different(ValueComparison.Show(row.Value("Want")), $"failure: {error}");
    }

    /// <summary>The language's replace takes a pattern between slashes for a regular expression.</summary>
    private static StringValue Slashed(Value pattern) => Value.String($"/{((StringValue)pattern).Text}/");
}
