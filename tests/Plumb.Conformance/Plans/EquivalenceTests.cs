using Plumb.Conformance.Corpus;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Plans;

/// <summary>OpenTofu's equivalence tests: runs with providers, on prior states.</summary>
public sealed class EquivalenceTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfFolders("equivalence");

    protected override TimeSpan Limit => TimeSpan.FromMinutes(2);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Plans_and_applies_as_in_OpenTofu(FolderCase @case) =>
        CheckAsync(@case, cancellation => new EquivalenceRun(@case, ChildProgram.Located).RunAsync(cancellation));
}
