using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Hcl.Formatting;

namespace Plumb.Conformance.Hcl;

/// <summary>The formatter of tokens, and what the command makes of whole files.</summary>
public sealed class HclFormatTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Fragments => CaseRows.OfLines("hcl-format", "hclwrite-format.jsonl");

    public static IEnumerable<TheoryDataRow<JsonCase>> Files => CaseRows.OfLines("hcl-format", "terraform-fmt.jsonl");

    [Theory]
    [MemberData(nameof(Fragments), DisableDiscoveryEnumeration = true)]
    public Task Fragments_format_as_in_HCL(JsonCase @case) =>
        Check(@case, () => Comparison.OfText(@case.Text("expected"), HclFormatter.FormatTokens(@case.Text("input"))));

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public Task Files_format_as_by_the_command(JsonCase @case) => Check(@case, () => CompareFile(@case));

    private static Comparison CompareFile(JsonCase @case)
    {
        var expected = @case.Text("expected");
        return Comparison.OfText(expected, Printed(HclFormatter.Format(@case.Text("input"))))
            .And(Comparison.Of(@case.Data.GetProperty("idempotent").GetBoolean(), HclFormatter.Format(expected) == expected, "formatting again changes nothing"));
    }

    /// <summary>To standard output the command ends the last line, which it does not do in files.</summary>
    private static string Printed(string text) => text.EndsWith('\n') ? text : text + "\n";
}
