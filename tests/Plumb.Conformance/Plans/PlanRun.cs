using Plumb.Conformance.Corpus;
using Plumb.Conformance.Json;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Plans;

/// <summary>
/// Runs one case of the plans suite. Compared are exit codes, diagnostics, messages, the plan and the state as JSON,
/// outputs, and of the human text the lines that wrappers look for.
/// </summary>
internal sealed class PlanRun(FolderCase @case, IProgramUnderTest program)
{
    private const string PriorState = "prior.tfstate.json";
    private const string PlanFile = "tfplan";

    private readonly GeneratedIds _ids = new();
    private readonly PlanScenario _scenario = PlanScenario.Read(@case["case.json"]);

    public async Task<Comparison> RunAsync(CancellationToken cancellation)
    {
        using var folder = new WorkFolder();
        folder.CopyFrom(@case.Path, IsConfiguration);
        if (File.Exists(@case[PriorState])) File.Copy(@case[PriorState], folder["terraform.tfstate"]);
        var outcome = Comparison.Equal;
        foreach (var step in _scenario.Steps)
        {
            // A later step replaces main.tf; the state is the one that the step before left.
            if (Directory.Exists(@case[step.Name])) folder.CopyFrom(@case[step.Name]);
            outcome = outcome.And(await RunStepAsync(step, folder, cancellation));
        }
        return outcome;
    }

    private static bool IsConfiguration(string name) =>
        name is not ("expected" or "case.json" or PriorState) && !name.StartsWith("step", StringComparison.Ordinal);

    private async Task<Comparison> RunStepAsync(PlanScenarioStep step, WorkFolder folder, CancellationToken cancellation)
    {
        var init = await Run("init", "-no-color", "-input=false");
        var validate = await Run("validate", "-json");
        var plan = await Run(["plan", "-json", "-input=false", "-detailed-exitcode", $"-out={PlanFile}", .. PlanArguments(step)]);
        var outcome = Exit("init", step.InitExit, init)
            .And(Exit("validate", step.ValidateExit, validate))
            .And(ValidateOutput.Compare(step, validate))
            .And(Exit("plan", step.PlanExit, plan))
            .And(UiMessages.Compare($"{step.Name} plan.jsonl", Expected("plan.jsonl"), plan.Output));
        if (step.ApplyExit is not { } applyExit || plan.ExitCode == 1) return outcome;

        var plannedJson = await Run("show", "-json", PlanFile);
        var plannedText = await Run("show", "-no-color", PlanFile);
        var apply = await Run("apply", "-json", "-input=false", PlanFile);
        var outputs = await Run("output", "-json");
        var state = File.Exists(folder["terraform.tfstate"]) ? await File.ReadAllTextAsync(folder["terraform.tfstate"], cancellation) : "";
        return outcome
            .And(PlanDocuments.ComparePlan($"{step.Name} plan.json", Expected("plan.json"), plannedJson.Output, _ids))
            .And(PlanText.Compare($"{step.Name} plan.txt", Expected("plan.txt"), plannedText.Output))
            .And(Exit("apply", applyExit, apply))
            .And(UiMessages.Compare($"{step.Name} apply.jsonl", Expected("apply.jsonl"), apply.Output))
            .And(PlanDocuments.CompareState($"{step.Name} state.json", Expected("state.json"), state, _ids))
            .And(PlanDocuments.CompareOutputs($"{step.Name} output.json", Expected("output.json"), outputs.Output, _ids));

        Task<ProgramResult> Run(params IReadOnlyList<string> arguments) => program.RunAsync(arguments, folder.Path, cancellation);
        string Expected(string file) => File.ReadAllText(@case["expected", step.Name, file]);
        Comparison Exit(string command, int expected, ProgramResult result) => ExitCodes.Compare($"{step.Name} {command}", expected, result);
    }

    private IEnumerable<string> PlanArguments(PlanScenarioStep step) =>
        _scenario.Variables.Select(v => $"-var={v.Key}={v.Value}").Concat(step.Arguments);
}
