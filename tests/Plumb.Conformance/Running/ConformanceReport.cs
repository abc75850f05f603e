using System.Collections.Concurrent;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;

[assembly: AssemblyFixture(typeof(ConformanceReport))]

namespace Plumb.Conformance.Running;

/// <summary>
/// Gathers the outcome of every case. At the end of the run it prints the counts of each suite and writes
/// <c>artifacts/conformance.tsv</c> (counts) and <c>artifacts/conformance-cases.tsv</c> (every case), which the
/// <c>summary</c> script beside the project reads.
/// </summary>
public sealed class ConformanceReport : IDisposable
{
    private readonly ConcurrentBag<CaseOutcome> _outcomes = [];

    internal SkipList Skips { get; } = SkipList.Read(Path.Combine(AppContext.BaseDirectory, "skips.tsv"));

    public void Add(CaseOutcome outcome) => _outcomes.Add(outcome);

    public void Dispose()
    {
        if (_outcomes.IsEmpty) return;
        var suites = _outcomes.GroupBy(o => o.Suite).OrderBy(s => s.Key, StringComparer.Ordinal).Select(SuiteCount.Of).ToList();
        foreach (var suite in suites) Console.Out.WriteLine($"conformance {suite.Suite}: {suite.Passed} passed, {suite.Failed} failed, {suite.Skipped} skipped");
        if (CaseRows.Pattern is null) Write(suites);
    }

    private void Write(List<SuiteCount> suites)
    {
        var folder = ConformanceCorpus.Repository.CreateSubdirectory("artifacts").FullName;
        File.WriteAllLines(Path.Combine(folder, "conformance.tsv"),
            ["suite\tpassed\tfailed\tskipped", .. suites.Select(s => $"{s.Suite}\t{s.Passed}\t{s.Failed}\t{s.Skipped}")]);
        File.WriteAllLines(Path.Combine(folder, "conformance-cases.tsv"),
            ["suite\tcase\tstatus\tnote", .. _outcomes
                .OrderBy(o => o.Suite, StringComparer.Ordinal).ThenBy(o => o.Case, StringComparer.Ordinal)
                .Select(o => $"{o.Suite}\t{o.Case}\t{o.Status}\t{OneLine(o.Note)}")]);
    }

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ⏎ ").Replace('\t', ' ');
        return line.Length <= 400 ? line : line[..400] + " …";
    }

    private sealed record SuiteCount(string Suite, int Passed, int Failed, int Skipped)
    {
        public static SuiteCount Of(IGrouping<string, CaseOutcome> suite) =>
            new(suite.Key, Count(suite, CaseStatus.Passed), Count(suite, CaseStatus.Failed), Count(suite, CaseStatus.Skipped));

        private static int Count(IEnumerable<CaseOutcome> outcomes, CaseStatus status) => outcomes.Count(o => o.Status == status);
    }
}
