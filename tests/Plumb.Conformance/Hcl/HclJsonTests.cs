using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl;

/// <summary>HCL's JSON syntax.</summary>
public sealed class HclJsonTests(ConformanceReport report) : SuiteTests(report)
{
    /// <summary>What bodies are evaluated with; the table tells it in words.</summary>
    private static readonly ContextScope BodyScope = new(
        new Dictionary<string, Value> { ["VAR1"] = Value.String("case") }, new Dictionary<string, Function>());

    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("hcl-json", "cases.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Json_reads_as_in_HCL(JsonCase @case) => Check(@case, () => Compare(@case));

    private static Comparison Compare(JsonCase @case)
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceFile("test.json", @case.Text("source"));
        switch (@case.Text("kind"))
        {
            case "parse":
                JsonBodyParser.ParseExpression(source, diagnostics);
                break;
            case "expression":
                var expression = JsonBodyParser.ParseExpression(source, diagnostics);
                return CompareValue(@case, ExpressionEvaluator.Evaluate(expression, ContextScope.Read(@case.Find("context")), diagnostics), diagnostics);
            case "BodyPartialContent":
                JsonBodyParser.ParseFile(source, diagnostics).GetPartialContent(ReadSchema(@case), out _, diagnostics);
                break;
            case "BodyContent":
                JsonBodyParser.ParseFile(source, diagnostics).GetContent(ReadSchema(@case), diagnostics);
                break;
            case "JustAttributes":
                JsonBodyParser.ParseFile(source, diagnostics).GetAttributes(diagnostics);
                break;
            case "body-attribute-v":
                var attribute = JsonBodyParser.ParseFile(source, diagnostics).GetAttributes(diagnostics)["v"];
                return CompareValue(@case, ExpressionEvaluator.Evaluate(attribute.Expression, BodyScope, diagnostics), diagnostics);
            case var other:
                throw new FormatException($"no kind of case: {other}");
        }
        return DiagnosticComparison.OfCount(@case.Data.GetProperty("diag_count").GetInt32(), diagnostics);
    }

    private static Comparison CompareValue(JsonCase @case, Value value, DiagnosticBag diagnostics)
    {
        var outcome = @case.Find("error") is { } error && error.GetString() is { Length: > 0 } summary
            ? DiagnosticComparison.OfErrorKind(summary, diagnostics)
            : DiagnosticComparison.OfCount(0, diagnostics);
        return outcome.And(ValueComparison.Of(TypedValueReader.Read(@case.Data.GetProperty("want")), value));
    }

    private static BodySchema ReadSchema(JsonCase @case)
    {
        var schema = @case.Data.GetProperty("schema");
        return new BodySchema(
            [.. Items(schema, "Attributes").Select(a => new AttributeSchema(Name(a, "Name"), a.TryGetProperty("Required", out var r) && r.GetBoolean()))],
            [.. Items(schema, "Blocks").Select(b => new BlockHeaderSchema(Name(b, "Type"), [.. Items(b, "LabelNames").Select(l => l.GetString() ?? "")]))]);
    }

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    private static string Name(JsonElement parent, string property) => parent.GetProperty(property).GetString() ?? "";
}
