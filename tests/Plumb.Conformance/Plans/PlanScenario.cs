using System.Text.Json;
using System.Text.Json.Serialization;

namespace Plumb.Conformance.Plans;

/// <summary>A case of the plans suite, as its <c>case.json</c> tells it.</summary>
internal sealed record PlanScenario(
    [property: JsonPropertyName("vars")] Dictionary<string, JsonElement> Variables,
    [property: JsonPropertyName("args")] IReadOnlyList<string> Arguments,
    [property: JsonPropertyName("steps")] IReadOnlyList<PlanScenarioStep> Steps)
{
    public static PlanScenario Read(string path) =>
        JsonSerializer.Deserialize<PlanScenario>(File.ReadAllText(path)) ?? throw new FormatException($"{path} is empty");
}

/// <summary>One round of init, validate, plan and apply, with the recorded exit codes; no apply follows a failed plan.</summary>
internal sealed record PlanScenarioStep(
    [property: JsonPropertyName("step")] string Name,
    [property: JsonPropertyName("args")] IReadOnlyList<string> Arguments,
    [property: JsonPropertyName("init_exit")] int InitExit,
    [property: JsonPropertyName("validate_exit")] int ValidateExit,
    [property: JsonPropertyName("validate")] JsonElement Validate,
    [property: JsonPropertyName("plan_exit")] int PlanExit,
    [property: JsonPropertyName("apply_exit")] int? ApplyExit);
