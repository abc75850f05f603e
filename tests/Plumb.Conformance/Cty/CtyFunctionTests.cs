using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Cty;

/// <summary>cty's function library, called through ours where the language has the same function.</summary>
public sealed class CtyFunctionTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("cty-stdlib", "cases.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Functions_behave_as_in_cty(JsonCase @case) => Check(@case, () => FunctionChecks.Compare(new CtyRow(@case)));
}
