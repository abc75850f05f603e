using System.Text;
using Plumb.Conformance.Corpus;

namespace Plumb.Conformance.Running;

/// <summary>What a failed case prints: its input, what was expected, what came out, and where the two part.</summary>
internal static class FailureText
{
    private const int MostDifferences = 20;
    private const int MostCharacters = 6000;

    public static string Write(ConformanceCase @case, Comparison comparison)
    {
        var text = new StringBuilder();
        Section(text, $"{@case}\ninput", @case.Input);
        Section(text, "differences", string.Join('\n', comparison.Differences.Take(MostDifferences)));
        if (comparison.Differences.Count > MostDifferences) text.Append("  and ").Append(comparison.Differences.Count - MostDifferences).Append(" more\n");
        Section(text, "expected", comparison.Expected);
        Section(text, "got", comparison.Actual);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string content)
    {
        var shown = content.Length <= MostCharacters ? content : content[..MostCharacters] + "\n… cut";
        text.Append(title).Append(":\n  ").Append(shown.Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
    }
}
