using System.Text;

namespace Plumb.Cli.Tests.Language;

/// <summary>
/// Applies a small configuration for each element of the language and writes down in <c>docs/language.md</c> which of
/// them work. <c>UPDATE_GOLDEN=1</c> writes it anew.
/// </summary>
public sealed class LanguageCoverageTests
{
    private static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    [Fact]
    public async Task The_table_says_what_works()
    {
        var table = new StringBuilder("""
            # The language, element by element

            Each line was tried: a small configuration with the element ([cases.txt](../tests/golden/language/cases.txt)) is applied by the tests,
            which also write this page. How closely the results agree with Terraform's is measured in [coverage.md](coverage.md).

            """.ReplaceLineEndings("\n"));
        var works = 0;
        foreach (var area in Areas())
        {
            table.Append($"\n## {area.Name}\n\n| element | works |\n|---|---|\n");
            foreach (var (element, text) in area.Cases)
            {
                var fault = await FaultOfAsync(text);
                if (fault is null) works++;
                table.Append($"| {element.Replace("|", "\\|", StringComparison.Ordinal)} | {(fault is null ? "yes" : $"no: {fault}")} |\n");
            }
        }
        var path = Path.Combine(Root, "docs", "language.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") != "true") File.WriteAllText(path, table.ToString());
        Assert.Equal(table.ToString(), File.ReadAllText(path));
        Assert.True(works > 40, $"only {works} elements work");
    }

    /// <summary>The summary of the first error; null where there is none.</summary>
    private static async Task<string?> FaultOfAsync(string text)
    {
        using var project = new TestProject(text.StartsWith('?') ? Asserting(text[1..].Trim()) : text);
        project.Write("m/m.tf", "terraform {\n  required_providers {\n    random = { source = \"hashicorp/random\" }\n  }\n}\nresource \"random_pet\" \"p\" {}\n");
        project.Write("given.tfstate", """{ "version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "l", "outputs": {}, "resources": [] }""");
        foreach (var command in (string[][])[["init"], ["apply", "-auto-approve"], ["destroy", "-auto-approve"]])
        {
            var run = await project.RunAsync([.. command, "-no-color"]);
            if (run.Exit == 0) continue;
            var error = run.Error.Split('\n').FirstOrDefault(l => l.StartsWith("Error: ", StringComparison.Ordinal)) ?? $"Error: {command[0]} gave {run.Exit}";
            return error["Error: ".Length..];
        }
        return null;
    }

    private static string Asserting(string condition) =>
        $"locals {{\n  holds = ({condition})\n}}\noutput \"o\" {{\n  value = local.holds\n  precondition {{\n    condition     = local.holds\n    error_message = \"It does not hold.\"\n  }}\n}}\n";

    private static IEnumerable<(string Name, List<(string Element, string Text)> Cases)> Areas()
    {
        var text = File.ReadAllText(Path.Combine(Root, "tests", "golden", "language", "cases.txt"));
        foreach (var area in text.Split("\n== ").Select((a, i) => i == 0 ? a["== ".Length..] : a))
        {
            var parts = area.Split("\n-- ");
            yield return (parts[0].Trim(), [.. parts.Skip(1).Select(p => (p[..p.IndexOf('\n', StringComparison.Ordinal)], p[(p.IndexOf('\n', StringComparison.Ordinal) + 1)..]))]);
        }
    }

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "plumb.slnx"))
            ? directory
            : FindRoot(Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("No plumb.slnx above the test program."));
}
