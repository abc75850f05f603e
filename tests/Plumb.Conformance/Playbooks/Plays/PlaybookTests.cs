using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Playbooks.Plays;

/// <summary>Whole runs of playbooks under the name <c>ansible-playbook</c>, twice each, against recorded ones.</summary>
public sealed class PlaybookTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfFolders("playbooks");

    protected override TimeSpan Limit => TimeSpan.FromMinutes(2);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Plays_as_recorded(FolderCase @case) => CheckAsync(@case, cancellation => new PlaybookRun(@case).RunAsync(cancellation));
}
