using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Hcl;
using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;

namespace Plumb.Conformance.Functions;

/// <summary>Expressions, mostly function calls, with the results that Terraform recorded and OpenTofu's tests expect.</summary>
public sealed class FunctionTests(ConformanceReport report) : SuiteTests(report)
{
    private const string Suite = "functions";
    private const string UnknownFunction = "Call to unknown function";

    private static readonly Lazy<RootModuleScope> RecordedScope = new(() => RootModuleScope.Of(ConformanceCorpus.PathOf(Suite)));
    private static readonly Lazy<RootModuleScope> OpenTofuScope = new(() => RootModuleScope.Of(ConformanceCorpus.PathOf(Suite, "fixtures-opentofu")));

    public static IEnumerable<TheoryDataRow<JsonCase>> Recorded => CaseRows.OfLines(Suite, "recorded.jsonl");

    public static IEnumerable<TheoryDataRow<JsonCase>> OpenTofu => CaseRows.OfLines(Suite, "opentofu-functions.jsonl");

    [Theory]
    [MemberData(nameof(Recorded), DisableDiscoveryEnumeration = true)]
    public Task Expressions_evaluate_as_recorded(JsonCase @case) => Check(@case, () =>
    {
        var (value, diagnostics) = Evaluate(@case, RecordedScope.Value);
        if (@case.Find("errors") is { } errors) return CompareErrors(errors, value, diagnostics);
        return diagnostics.HasErrors ? Failed(@case, diagnostics) : CompareRecorded(@case, value);
    });

    [Theory]
    [MemberData(nameof(OpenTofu), DisableDiscoveryEnumeration = true)]
    public Task Expressions_evaluate_as_in_OpenTofu(JsonCase @case) => Check(@case, () =>
    {
        var (value, diagnostics) = Evaluate(@case, OpenTofuScope.Value);
        if (diagnostics.HasErrors) return Failed(@case, diagnostics);
        return ValueComparison.Of(TypedValueReader.Read(@case.Data.GetProperty("want")), PrintedNumbers.Of(value));
    });

    private static (Value Value, DiagnosticBag Diagnostics) Evaluate(JsonCase @case, RootModuleScope scope)
    {
        var diagnostics = new DiagnosticBag();
        // They were recorded as attributes, where a heredoc's marker ends its line.
        var expression = HclParser.ParseExpression(new SourceFile("expr", @case.Text("expr") + "\n"), diagnostics);
        scope.CheckReferences(expression, diagnostics);
        return (diagnostics.HasErrors ? Value.DynamicUnknown : ExpressionEvaluator.Evaluate(expression, scope, diagnostics), diagnostics);
    }

    private static Comparison Failed(JsonCase @case, DiagnosticBag diagnostics) =>
        Comparison.Different("a value", DiagnosticComparison.Show(diagnostics), $"{@case.Text("expr")} fails: {diagnostics.First().Summary}; {diagnostics.First().Detail}");

    /// <summary>Where the failures are; and a function that is missing is no substitute for one that fails.</summary>
    private static Comparison CompareErrors(JsonElement errors, Value value, DiagnosticBag diagnostics)
    {
        if (!diagnostics.HasErrors) return Comparison.Different($"failure: {errors}", ValueComparison.Show(value), $"expected a failure, got {value}");
        var isUnknown = errors.EnumerateArray().Any(e => e.GetProperty("summary").GetString() is UnknownFunction or "Unknown provider function");
        return DiagnosticComparison.OfStarts(errors.EnumerateArray().Select(e => ReadStart(e.GetProperty("start"))), diagnostics)
            .And(Comparison.Of(isUnknown, diagnostics.Any(d => d.Summary == UnknownFunction), UnknownFunction));
    }

    private static (int Line, int Column) ReadStart(JsonElement start) => (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32());

    private static Comparison CompareRecorded(JsonCase @case, Value value)
    {
        if (@case.Find("unknown") is not null) return Comparison.Of(false, value.IsWhollyKnown, "wholly known");
        var plain = PrintedNumbers.Of(value.UnmarkDeep(out var marks));
        return Comparison.Of(@case.Find("sensitive") is not null, marks.IsSensitive, "sensitive").And(CompareValue(@case, plain));
    }

    private static Comparison CompareValue(JsonCase @case, Value plain)
    {
        var expected = ReadRecorded(@case);
        // The type of a recorded null is mostly lost.
        if (expected is NullValue) return plain is NullValue ? Comparison.Equal : Comparison.Different("null", ValueComparison.Show(plain));
        return ValueComparison.Of(expected, plain);
    }

    private static Value ReadRecorded(JsonCase @case) =>
        @case.Find("value_special") is { } special
            ? Value.Number(TypedValueReader.ReadNumber(special))
            : TypedValueReader.ReadValue(TypedValueReader.ReadType(@case.Data.GetProperty("type")), @case.Data.GetProperty("value"));
}
