using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Json;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Tests;

/// <summary>Each folder of tests/golden/hcl holds a source and what is made of it; UPDATE_GOLDEN=1 rewrites that.</summary>
public sealed class GoldenTests
{
    private const string ExpectedFile = "expected.txt";

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Repository.Golden).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Source_parses_as_recorded(string name)
    {
        var directory = Path.Combine(Repository.Golden, name);
        var source = Directory.GetFiles(directory, "input.*").Single();
        var file = new SourceFile(Path.GetFileName(source), File.ReadAllText(source));
        var actual = file.Name.EndsWith(".json", StringComparison.Ordinal) ? DescribeJson(file) : DescribeNative(file);

        var expected = Path.Combine(directory, ExpectedFile);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
            File.WriteAllText(expected, actual);
        }
        Assert.Equal(File.ReadAllText(expected), actual);
    }

    private static string DescribeNative(SourceFile file)
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(file, diagnostics);
        return SyntaxText.Write(body) + Describe(diagnostics);
    }

    private static string DescribeJson(SourceFile file)
    {
        var diagnostics = new DiagnosticBag();
        var text = new StringBuilder();
        foreach (var (name, attribute) in JsonBodyParser.ParseFile(file, diagnostics).GetAttributes(diagnostics))
        {
            text.Append(name).Append(" = ").Append(SyntaxText.Write(attribute.Expression)).Append('\n');
            foreach (var fault in Invalid(attribute.Expression).SelectMany(e => e.Faults)) diagnostics.Add(fault);
        }
        return text + Describe(diagnostics);
    }

    private static IEnumerable<InvalidExpression> Invalid(Expression expression) =>
        expression is InvalidExpression invalid ? [invalid] : expression.Children.SelectMany(Invalid);

    private static string Describe(DiagnosticBag diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            text.Append('\n').Append(diagnostic).Append('\n');
            if (diagnostic.Help is not null) text.Append("  ").Append(diagnostic.Help).Append('\n');
        }
        return text.ToString();
    }
}
