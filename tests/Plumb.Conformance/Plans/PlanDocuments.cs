using Plumb.Conformance.Json;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Plans;

/// <summary>Compares the documents that a plan and an apply leave, without what varies from run to run.</summary>
internal static class PlanDocuments
{
    private static readonly HashSet<string> VaryingInPlan = ["timestamp", "terraform_version"];
    private static readonly HashSet<string> VaryingInState = ["lineage", "terraform_version", "serial"];
    private static readonly HashSet<string> Bags = ["relevant_attributes", "sensitive_attributes", "check_results", "objects"];

    public static Comparison ComparePlan(string what, string expected, string actual, GeneratedIds ids) =>
        new JsonComparison { Ids = ids, Ignored = VaryingInPlan, Unordered = Bags }.Of(what, expected, actual);

    public static Comparison CompareState(string what, string expected, string actual, GeneratedIds ids) =>
        new JsonComparison { Ids = ids, Ignored = VaryingInState, Unordered = Bags }.Of(what, expected, actual);

    public static Comparison CompareOutputs(string what, string expected, string actual, GeneratedIds ids) =>
        new JsonComparison { Ids = ids }.Of(what, expected, actual);
}
