using Plumb.Conformance.Running;

namespace Plumb.Conformance.Plans;

/// <summary>
/// The human text of a plan is our own, but for the lines that wrappers look for: the counts, that nothing changes, and
/// that outputs do.
/// </summary>
internal static class PlanText
{
    private static readonly string[] Landmarks = ["Plan: ", "No changes.", "Changes to Outputs:"];

    public static Comparison Compare(string what, string expected, string actual)
    {
        var (wanted, got) = (Summary(expected), Summary(actual));
        return wanted == got ? Comparison.Equal : Comparison.Different(expected, actual, $"{what}: expected |{wanted}|, got |{got}|");
    }

    private static string Summary(string text) => string.Join(" / ", text.Split('\n').Where(line => Landmarks.Any(line.StartsWith)).Select(Shorten));

    /// <summary>What follows "No changes." is free.</summary>
    private static string Shorten(string line) => line.StartsWith("No changes.", StringComparison.Ordinal) ? "No changes." : line.TrimEnd();
}
