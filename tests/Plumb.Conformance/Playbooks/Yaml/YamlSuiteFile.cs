using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Playbooks.Yaml;

namespace Plumb.Conformance.Playbooks.Yaml;

/// <summary>One test of a file of yaml-test-suite: the text, the events it must give, whether it must be refused.</summary>
internal sealed record YamlSuiteTest(string Text, string Tree, bool Fails);

/// <summary>Reads the files of yaml-test-suite, which are YAML themselves. What a test leaves out is as in the one before it.</summary>
internal static class YamlSuiteFile
{
    public static IEnumerable<YamlSuiteTest> Read(string path)
    {
        var diagnostics = new DiagnosticBag();
        var tests = YamlReader.ReadDocument(new SourceFile(Path.GetFileName(path), File.ReadAllText(path)), diagnostics) as YamlSequence
            ?? throw new InvalidDataException(string.Join('\n', diagnostics));
        var (text, tree) = ("", "");
        foreach (var test in tests.Items.Cast<YamlMapping>())
        {
            text = Field(test, "yaml") ?? text;
            tree = Field(test, "tree") ?? tree;
            yield return new YamlSuiteTest(Visible(text), Visible(tree), Field(test, "fail") == "true");
        }
    }

    private static string? Field(YamlMapping test, string name) => (test.Find(name) as YamlScalar)?.Text;

    /// <summary>The suite writes what one cannot see with signs: "␣" a space, "———»" a tab, "∎" that no line end follows.</summary>
    private static string Visible(string text) => text
        .Replace('␣', ' ').Replace("—", "", StringComparison.Ordinal).Replace('»', '\t').Replace("↵", "", StringComparison.Ordinal)
        .Replace("∎\n", "", StringComparison.Ordinal).Replace('←', '\r').Replace('⇔', '\uFEFF');
}
