using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Json;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Conformance.Hcl;

/// <summary>HCL's specification suite: an input in either syntax, a decoding spec, and the expected value or diagnostics.</summary>
public sealed class HclSpecTests(ConformanceReport report) : SuiteTests(report)
{
    private const string Suite = "hcl-spec";

    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfPaths(Suite, () =>
    {
        var root = ConformanceCorpus.PathOf(Suite, "tests");
        return Directory.EnumerateFiles(root, "*.t", SearchOption.AllDirectories)
            .Select(path => new FolderCase(Suite, Path.ChangeExtension(Path.GetRelativePath(root, path), null), path));
    });

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Bodies_decode_as_specified(FolderCase @case) => Check(@case, () => Compare(@case.Path));

    private static Comparison Compare(string expectationPath)
    {
        var expectation = SpecExpectation.Read(expectationPath);
        var spec = ReadFile(Path.ChangeExtension(expectationPath, ".hcldec"));
        return new[] { ".hcl", ".hcl.json" }
            .Select(extension => Path.ChangeExtension(expectationPath, extension))
            .Where(File.Exists)
            .Select(input => CompareInput(expectation, spec, input))
            .Aggregate((all, one) => all.And(one));
    }

    private static Comparison CompareInput(SpecExpectation expectation, SourceFile spec, string inputPath)
    {
        var diagnostics = new DiagnosticBag();
        var input = ReadFile(inputPath);
        Body body = inputPath.EndsWith(".json", StringComparison.Ordinal)
            ? JsonBodyParser.ParseFile(input, diagnostics)
            : HclParser.ParseFile(input, diagnostics);
        // Like the suite's own decoder: a body that does not parse is reported as it is, without decoding what is left of it.
        var value = diagnostics.HasErrors ? Value.DynamicUnknown : SpecDecoder.Decode(spec, body, diagnostics);
        return expectation.Compare(value, diagnostics);
    }

    private static SourceFile ReadFile(string path) => new(Path.GetFileName(path), File.ReadAllText(path));
}
