using Plumb.Conformance.Corpus;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Functions;

/// <summary>Expressions piped to the console: how values print, and whether a fault ends it.</summary>
public sealed class ConsoleTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("functions", "console.jsonl");

    protected override TimeSpan Limit => TimeSpan.FromMinutes(2);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task The_console_prints_as_recorded(JsonCase @case) => CheckAsync(@case, async cancellation =>
    {
        using var folder = new WorkFolder();
        var result = await ChildProgram.Located.RunAsync(["console", "-no-color"], folder.Path, cancellation, @case.Text("expr"));
        var exit = ExitCodes.Compare("console", @case.Data.GetProperty("exit").GetInt32(), result);
        return @case.Find("console_output") is { } output ? exit.And(Comparison.OfText(output.GetString() ?? "", result.Output)) : exit;
    });
}
