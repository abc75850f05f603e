using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Plumb.Provider.Generators;

namespace Plumb.Provider.Tests;

/// <summary>Golden files: what is generated of an input, and what is found wrong in it. UPDATE_GOLDEN=1 rewrites them.</summary>
public sealed class GeneratorTests
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.Linq;";

    [Theory]
    [InlineData("model")]
    [InlineData("inherited")]
    [InlineData("functions")]
    [InlineData("mistakes")]
    public void A_model_is_completed_or_its_mistakes_are_named(string name)
    {
        var (input, expected) = (Golden(name + ".cs.txt"), Golden(name + ".out.txt"));
        var text = Describe(Run(File.ReadAllText(input)));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") != "true") File.WriteAllText(expected, text);
        Assert.Equal(File.ReadAllText(expected), text);
    }

    [Fact]
    public void What_is_generated_compiles_and_is_kept_while_nothing_changes()
    {
        var driver = Run(File.ReadAllText(Golden("model.cs.txt")), out var compilation);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _);
        Assert.Empty(completed.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("namespace Other { class Unrelated; }", Options)));
        var reasons = driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason);
        Assert.All(reasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task The_compiler_asks_for_no_initial_values_of_what_generated_code_sets()
    {
        var driver = Run(await File.ReadAllTextAsync(Golden("inherited.cs.txt"), TestContext.Current.CancellationToken), out var compilation);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _, TestContext.Current.CancellationToken);
        var found = await completed.WithAnalyzers([new ModelSuppressor()]).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Unrelated"], found.Where(d => d is { Id: "CS8618", IsSuppressed: false }).Select(d => d.Location.SourceTree?.GetText().ToString(d.Location.SourceSpan)));
    }

    private static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    private static GeneratorDriverRunResult Run(string source) => Run(source, out _).GetRunResult();

    private static GeneratorDriver Run(string source, out CSharpCompilation compilation)
    {
        var references = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Append(typeof(IProvider).Assembly.Location).Append(typeof(Core.Values.Value).Assembly.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        compilation = CSharpCompilation.Create("Sample",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, Options), CSharpSyntaxTree.ParseText(source, Options, "input.cs")],
            references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)).RunGenerators(compilation);
    }

    private static string Describe(GeneratorDriverRunResult result)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in result.Diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal))
            text.Append(FormattableString.Invariant($"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}\n"));
        foreach (var tree in result.GeneratedTrees.OrderBy(t => t.FilePath, StringComparer.Ordinal))
            text.Append("==== ").Append(Path.GetFileName(tree.FilePath)).Append('\n').Append(tree);
        return text.ToString();
    }

    private static string Golden(string file)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "plumb.slnx"))) at = at.Parent;
        return Path.Combine(at?.FullName ?? ".", "tests", "golden", "provider", "generator", file);
    }
}
