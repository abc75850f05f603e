using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Cty;

/// <summary>Values and types themselves: equality, arithmetic, order of sets, marks, JSON.</summary>
public sealed class CtyValueTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("cty-stdlib", "core-values.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Values_behave_as_in_cty(JsonCase @case) => Check(@case, () => Compare(new CtyRow(@case)));

    private static Comparison Compare(CtyRow row) =>
        ValueChecks.For(row.Test) is { } check ? check(row)
        : JsonChecks.For(row.Test) is { } json ? json(row)
        : NoCounterpart.Of(row);
}
