using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Parsing;

namespace Plumb.Conformance.Hcl;

/// <summary>Whole bodies of HCL's tests: which faults the parser reports, and where.</summary>
public sealed class HclConfigurationTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("hcl-expressions", "config-diagnostics.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Bodies_parse_as_in_HCL(JsonCase @case) => Check(@case, () => Compare(@case));

    private static Comparison Compare(JsonCase @case)
    {
        var diagnostics = new DiagnosticBag();
        HclParser.ParseFile(new SourceFile("", @case.Text("source")), diagnostics);
        if (@case.Find("want_diagnostics") is not { } wanted)
            return DiagnosticComparison.OfCount(@case.Data.GetProperty("diag_count").GetInt32(), diagnostics);
        return wanted.EnumerateArray()
            .Select(d => DiagnosticComparison.OfErrorKind(d.GetProperty("summary").GetString() ?? "", diagnostics))
            .Aggregate(DiagnosticComparison.OfStarts(wanted.EnumerateArray().Select(Start), diagnostics), (all, one) => all.And(one));
    }

    private static (int Line, int Column) Start(JsonElement diagnostic)
    {
        var start = diagnostic.GetProperty("subject").GetProperty("start");
        return (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32());
    }
}
