using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Conformance.TypedValues;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Parsing;

namespace Plumb.Conformance.Hcl;

/// <summary>Expressions and templates of HCL's tests, parsed and evaluated.</summary>
public sealed class HclExpressionTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("hcl-expressions", "expressions.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Expressions_evaluate_as_in_HCL(JsonCase @case) => Check(@case, () => Compare(@case));

    private static Comparison Compare(JsonCase @case)
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceFile("", @case.Text("source"));
        var expression = @case.Text("kind") == "template"
            ? HclParser.ParseTemplate(source, diagnostics)
            : HclParser.ParseExpression(source, diagnostics);
        var value = ExpressionEvaluator.Evaluate(expression, ContextScope.Read(@case.Find("context")), diagnostics);

        if (@case.Find("want_error") is { } error) return DiagnosticComparison.OfErrorKind(error.GetProperty("summary").GetString() ?? "", diagnostics);
        var count = DiagnosticComparison.OfCount(@case.Data.GetProperty("diag_count").GetInt32(), diagnostics);
        return @case.Find("want") is { } want ? count.And(ValueComparison.Of(TypedValueReader.Read(want), value)) : count;
    }
}
