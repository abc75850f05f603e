using System.Text.Json;
using Plumb.Conformance.Json;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Plans;

/// <summary>The result of <c>validate -json</c>: whether valid, and the diagnostics by kind and place.</summary>
internal static class ValidateOutput
{
    public static Comparison Compare(PlanScenarioStep step, ProgramResult validate) => Compare($"{step.Name} validate", step.Validate, validate.Output);

    public static Comparison Compare(string what, JsonElement expected, string output)
    {
        JsonElement actual;
        try
        {
            actual = JsonDocument.Parse(output).RootElement;
        }
        catch (JsonException)
        {
            return Comparison.Different(expected.GetRawText(), output, $"{what}: the output is not JSON");
        }
        return Comparison.Of(expected.GetProperty("format_version").GetString() ?? "", actual.GetProperty("format_version").GetString() ?? "", $"{what} format_version")
            .And(Comparison.Of(expected.GetProperty("valid").GetBoolean(), actual.GetProperty("valid").GetBoolean(), $"{what} valid"))
            .And(JsonDiagnostics.Compare(what, Diagnostics(expected), Diagnostics(actual)))
            .And(CompareCounts(what, actual));
    }

    /// <summary>The counts say how many diagnostics there are.</summary>
    private static Comparison CompareCounts(string what, JsonElement actual) =>
        new[] { "error", "warning" }
            .Select(severity => Comparison.Of(
                Diagnostics(actual).Count(d => d.GetProperty("severity").GetString() == severity),
                actual.GetProperty($"{severity}_count").GetInt32(),
                $"{what} {severity}_count"))
            .Aggregate((all, one) => all.And(one));

    private static IEnumerable<JsonElement> Diagnostics(JsonElement result) => result.GetProperty("diagnostics").EnumerateArray();
}
