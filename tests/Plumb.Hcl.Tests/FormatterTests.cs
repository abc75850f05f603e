using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Formatting;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Tests;

public sealed class FormatterTests
{
    public static TheoryData<string> Sources => [.. Directory.GetFiles(Repository.Golden, "input.hcl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => Path.GetFileName(Path.GetDirectoryName(f) ?? f))];

    [Theory]
    [InlineData("a=1\nlong=2 # x\nb=3   # y\n", "a    = 1\nlong = 2 # x\nb    = 3 # y\n")]
    [InlineData("b {\na = [\n1,\n]\n}\n", "b {\n  a = [\n    1,\n  ]\n}\n")]
    [InlineData("a = \"${b}\"\n", "a = b\n")]
    [InlineData("a = \"${b}${c}\"\n", "a = \"${b}${c}\"\n")]
    [InlineData("a = \"${\n  b +\n  c\n}\"\n", "a = (b +\nc)\n")]
    [InlineData("variable x {\ntype = \"list\"\n}\n", "variable \"x\" {\n  type = list(string)\n}\n")]
    [InlineData("variable \"x\" {\ntype = map\n}\n", "variable \"x\" {\n  type = map(any)\n}\n")]
    [InlineData("a = <<EOT\n   b\n  EOT\nc = 1\n", "a = <<EOT\n   b\n  EOT\nc = 1\n")]
    [InlineData("a = -1 -b\n", "a = -1 - b\n")]
    [InlineData("a = [for x in [1]:x]\n", "a = [for x in [1] : x]\n")]
    [InlineData("a = [1 2]\n", "a = [1 2]\n")]
    public void Format_gives_the_canonical_style(string text, string expected) => Assert.Equal(expected, HclFormatter.Format(text));

    [Theory]
    [MemberData(nameof(Sources))]
    public void Formatting_keeps_the_meaning_and_twice_is_the_same_as_once(string name)
    {
        var source = File.ReadAllText(Path.Combine(Repository.Golden, name, "input.hcl"));
        var once = HclFormatter.FormatTokens(source);
        Assert.Equal(Describe(source), Describe(once));
        Assert.Equal(once, HclFormatter.FormatTokens(once));
    }

    [Theory]
    [InlineData("a\n\t\"b\" \\ ${c} $d %{e} %", "a\\n\\t\\\"b\\\" \\\\ $${c} $d %%{e} %")]
    [InlineData("é\u00a0\u200b", "é\\u00a0\\u200b")]
    public void Text_is_escaped_for_quotes(string text, string expected)
    {
        Assert.Equal(expected, StringEscapes.Escape(text));
        Assert.Equal($"\"{expected}\"".Length, Parse.Expression($"\"{expected}\"", out var diagnostics).Span.Length);
        Assert.Empty(diagnostics);
    }

    private static string Describe(string source)
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(new SourceFile("t", source), diagnostics);
        return SyntaxText.Write(body) + string.Join('\n', diagnostics.Select(d => d.Summary));
    }
}
