using System.Diagnostics;
using CsCheck;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Formatting;
using Plumb.Hcl.Json;
using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Tests;

/// <summary>Whatever the text, parsing ends soon and without an exception.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Snippets =
    [
        "{", "}", "(", ")", "[", "]", "\"", "${", "%{", "~}", "~", "\n", "\r\n", "\r", "=", "==", "=>", ",", ".", "...", ":", "::", "?", "*", "[*]", ".*",
        "-", "!", "&", "&&", "'", "`", ";", "$", "%", "$${", "%%{", "<<EOT\n", "EOT\n", "<<-E\n", "E\n", "#", "/*", "*/", " ", "\t",
        "for ", "in ", "if ", "else ", "%{ if a }", "%{ else }", "%{ endif }", "%{ for x in y }", "%{ endfor }", "0", "1.", "1e5", ".0", "é", "\u201c", "😀",
        "\ud800", "\udc00", "\0", "\uFEFF", "\\", "\\u12", "\\U0001F600", "null", "a", " b \"c\" {", "\u0301",
    ];

    private static readonly string[] Sources =
        [.. Directory.GetFiles(Repository.Golden, "input.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static readonly Gen<string> Mutated =
        Gen.Select(OneOf(Sources), Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 3], OneOf(Snippets)).Array[0, 6], Apply);

    private static readonly Gen<string> Assembled = OneOf(Snippets).Array[0, 40].Select(string.Concat);

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Apply(string source, (int At, int Removed, string Added)[] mutations)
    {
        foreach (var (at, removed, added) in mutations)
        {
            var start = at % (source.Length + 1);
            source = source.Remove(start, Math.Min(removed, source.Length - start)).Insert(start, added);
        }
        return source;
    }

    [Fact]
    public void Any_text_parses_without_an_exception() => Gen.OneOf(Mutated, Assembled).Sample(
        text =>
        {
            var file = new SourceFile("t", text);
            HclParser.ParseFile(file, []);
            HclParser.ParseExpression(file, []);
            HclParser.ParseTemplate(file, []);
            HclParser.ParseTraversal(file, []);
            var body = JsonBodyParser.ParseFile(file, []);
            foreach (var attribute in body.GetAttributes([]).Values) _ = Syntax.SyntaxText.Write(attribute.Expression);
        },
        iter: 3000);

    [Fact]
    public void Tokens_cover_the_text_and_leave_out_spaces_alone() => Gen.OneOf(Mutated, Assembled).Sample(
        text =>
        {
            var end = 0;
            foreach (var token in Scanner.ScanCode(text, 0, text.Length).Items)
            {
                Assert.True(text.AsSpan(end, token.Start - end).TrimStart('\uFEFF').IndexOfAnyExcept(' ', '\t') < 0);
                end = token.End;
            }
            Assert.Equal(text.Length, end);
        },
        iter: 2000);

    [Fact]
    public void Formatting_any_text_changes_spaces_alone() => Gen.OneOf(Mutated, Assembled).Sample(
        text => Assert.Equal(WithoutSpaces(text), WithoutSpaces(HclFormatter.FormatTokens(text))),
        iter: 2000);

    [Theory]
    [InlineData("a = (", ")")]
    [InlineData("a = [", "]")]
    [InlineData("a = {b=", "}")]
    [InlineData("a = f(", ")")]
    [InlineData("a = !", "")]
    [InlineData("a = b[", "]")]
    [InlineData("a = b ? c : ", "")]
    [InlineData("a = \"${", "}\"")]
    [InlineData("a = [for x in ", "]")]
    [InlineData("b {\n", "}\n")]
    [InlineData("a = 1 + ", "")]
    [InlineData("a = b[*]", "")]
    [InlineData("a = b[c]", "")]
    [InlineData("a = \"%{ if x }", "%{ endif }\"")]
    [InlineData("a = <<E\n${", "}\nE\n")]
    [InlineData("a = \"", "")]
    [InlineData("/*", "")]
    [InlineData("<<E\n", "")]
    [InlineData("a\n(\n", ")")]
    public void Deep_nesting_is_refused_in_linear_time(string open, string close)
    {
        // The first "a = " is needed once only.
        var prefix = open.StartsWith("a = ", StringComparison.Ordinal) ? "a = " : "";
        var text = prefix + Repeat(open[prefix.Length..]) + "x" + Repeat(close);
        var clock = Stopwatch.StartNew();
        var diagnostics = new DiagnosticBag();
        HclParser.ParseFile(new SourceFile("t", text), diagnostics);
        Assert.True(diagnostics.HasErrors);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void Deep_JSON_is_refused()
    {
        foreach (var open in new[] { "[", "{\"a\":" })
        {
            var diagnostics = new DiagnosticBag();
            JsonBodyParser.ParseFile(new SourceFile("t", Repeat(open)), diagnostics);
            Assert.Contains(diagnostics, d => d.Rule == HclRules.NestedTooDeeply);
        }
    }

    [Fact]
    public void Nesting_within_the_limit_parses()
    {
        var text = new string('(', 300) + "1" + new string(')', 300) + string.Concat(Enumerable.Repeat(" + 1", 1000));
        Parse.Expression(text, out var diagnostics);
        Assert.Empty(diagnostics);
    }

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 100_000));

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal).TrimStart('\uFEFF');
}
