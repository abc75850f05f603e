using Plumb.Conformance.Corpus;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Plans;

/// <summary>Whole runs of init, validate, plan and apply, step after step on one state, against recorded ones.</summary>
public sealed class PlanTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfFolders("plans");

    protected override TimeSpan Limit => TimeSpan.FromMinutes(2);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Plans_and_applies_as_recorded(FolderCase @case) =>
        CheckAsync(@case, cancellation => new PlanRun(@case, ChildProgram.Located).RunAsync(cancellation));
}
