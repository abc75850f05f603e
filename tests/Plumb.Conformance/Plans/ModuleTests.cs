using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Json;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Plans;

/// <summary>Well-known modules, planned without providers.</summary>
public sealed class ModuleTests(ConformanceReport report) : SuiteTests(report)
{
    private const string PlanFile = "tfplan";

    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfFolders("modules");

    protected override TimeSpan Limit => TimeSpan.FromMinutes(2);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Modules_plan_as_recorded(FolderCase @case) => CheckAsync(@case, cancellation => RunAsync(@case, ChildProgram.Located, cancellation));

    private static async Task<Comparison> RunAsync(FolderCase @case, IProgramUnderTest program, CancellationToken cancellation)
    {
        using var folder = new WorkFolder();
        folder.CopyFrom(@case["config"]);
        var example = folder[Path.Combine("examples", "complete")];
        var exits = JsonDocument.Parse(await File.ReadAllTextAsync(@case["expected", "result.json"], cancellation)).RootElement;

        var init = await program.RunAsync(["init", "-no-color", "-input=false"], example, cancellation);
        var validate = await program.RunAsync(["validate", "-json"], example, cancellation);
        var plan = await program.RunAsync(["plan", "-json", "-input=false", "-detailed-exitcode", $"-out={PlanFile}"], example, cancellation);
        var planned = await program.RunAsync(["show", "-json", PlanFile], example, cancellation);
        return Exit("init", init)
            .And(Exit("validate", validate))
            .And(Exit("plan", plan))
            .And(UiMessages.Compare("plan.jsonl", Expected("plan.jsonl"), plan.Output))
            .And(PlanDocuments.ComparePlan("plan.json", Expected("plan.json"), planned.Output, new GeneratedIds()));

        string Expected(string file) => File.ReadAllText(@case["expected", file]);
        Comparison Exit(string command, ProgramResult result) => ExitCodes.Compare(command, exits.GetProperty($"{command}_exit").GetInt32(), result);
    }
}
