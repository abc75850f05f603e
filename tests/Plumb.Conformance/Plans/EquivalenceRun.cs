using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Json;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Plans;

/// <summary>
/// Runs one equivalence case: init, plan, apply and show unless its <c>spec.json</c> lists other commands. Names of
/// products and registries, versions and times are made equal first; human text is our own but for its landmarks.
/// </summary>
internal sealed class EquivalenceRun(FolderCase @case, IProgramUnderTest program)
{
    private const string PlanFile = "equivalence_test_plan";

    private static readonly string[][] UsualCommands =
    [
        ["init"], ["plan", $"-out={PlanFile}", "-no-color"], ["apply", "-json", PlanFile], ["show", "-json"], ["show", "-json", PlanFile],
    ];

    private readonly GeneratedIds _ids = new();

    public async Task<Comparison> RunAsync(CancellationToken cancellation)
    {
        using var folder = new WorkFolder();
        folder.CopyFrom(@case["input"], name => name != "spec.json");
        EquivalenceProviders.Prepare(folder);
        var spec = JsonDocument.Parse(await File.ReadAllTextAsync(@case["input", "spec.json"], cancellation)).RootElement;
        var outcome = Comparison.Equal;
        foreach (var command in Commands(spec))
        {
            var result = await program.RunAsync(command, folder.Path, cancellation);
            outcome = outcome.And(ExitCodes.Compare(command[0], 0, result));
            if (result.ExitCode != 0) return outcome;
            outcome = outcome.And(CompareOutput(command, result.Output));
        }
        return IncludedFiles(spec).Select(file => CompareFile(file, File.ReadAllText(folder[file]))).Aggregate(outcome, (all, one) => all.And(one));
    }

    private static IReadOnlyList<string[]> Commands(JsonElement spec) =>
        spec.TryGetProperty("commands", out var commands)
            ? [.. commands.EnumerateArray().Select(c => c.GetProperty("arguments").EnumerateArray().Select(a => a.GetString() ?? "").ToArray())]
            : UsualCommands;

    private static IEnumerable<string> IncludedFiles(JsonElement spec) =>
        spec.TryGetProperty("include_files", out var files) ? files.EnumerateArray().Select(f => f.GetString() ?? "") : [];

    private Comparison CompareOutput(string[] command, string output) => command switch
    {
        ["plan", ..] => PlanText.Compare("plan", Golden("plan"), output),
        ["apply", "-json", ..] => UiMessages.Compare("apply.json", AsLines(Golden("apply.json")), ProductNames.Normalize(output)),
        ["show", "-json"] => Compare("state.json", output),
        ["show", "-json", _] => Compare("plan.json", output),
        _ => Comparison.Equal,
    };

    private Comparison Compare(string file, string output) =>
        new JsonComparison { Ids = _ids, Ignored = EquivalenceProviders.OtherVersions, Normalize = ProductNames.Normalize }.Of(file, EquivalenceProviders.WithoutVariableTypes(Golden(file)), output);

    /// <summary>Documents were laid out anew when they were recorded.</summary>
    private Comparison CompareFile(string file, string text) => file.EndsWith(".json", StringComparison.Ordinal) ? Compare(file, text) : Comparison.OfText(Golden(file), text);

    private string Golden(string file) => File.ReadAllText(@case["golden", file]);

    /// <summary>The messages of a run are kept as one array there, without the first, the version.</summary>
    private static string AsLines(string array) =>
        ProductNames.Normalize(string.Join('\n', JsonDocument.Parse(array).RootElement.EnumerateArray().Select(m => JsonSerializer.Serialize(m))));
}
