using Plumb.Conformance.Corpus;
using Plumb.Conformance.Programs;
using Plumb.Conformance.Running;

namespace Plumb.Conformance.Configuration;

/// <summary>
/// Configurations that must load, must not, or must give certain diagnostics. They name providers that exist nowhere, so
/// they go through the loader, which needs none, and not through the command.
/// </summary>
public sealed class ValidateTests(ConformanceReport report) : SuiteTests(report)
{
    private const string Suite = "validate";

    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfPaths(Suite, () => Directory
        .EnumerateDirectories(ConformanceCorpus.PathOf(Suite))
        .SelectMany(folder => folder.EndsWith("-files", StringComparison.Ordinal) ? Directory.EnumerateFiles(folder) : [folder])
        .Select(path => new FolderCase(Suite, Path.GetRelativePath(ConformanceCorpus.PathOf(Suite), path), path)));

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Configurations_load_or_fail_as_expected(FolderCase @case) => Check(@case, () =>
    {
        using var folder = new WorkFolder();
        if (Directory.Exists(@case.Path)) folder.CopyFrom(@case.Path, name => name is not ("errors" or "warnings" or "output.json"));
        else File.Copy(@case.Path, folder[Path.GetFileName(@case.Path)]);
        return Compare(@case, folder.Path);
    });

    private static Comparison Compare(FolderCase @case, string folder)
    {
        var name = @case.Name;
        if (name.StartsWith("valid-", StringComparison.Ordinal)) return LoadExpectation.Valid(LoadedConfiguration.OfModule(folder));
        if (name.StartsWith("invalid-", StringComparison.Ordinal)) return LoadExpectation.Invalid(LoadedConfiguration.OfModule(folder));
        if (File.Exists(@case.Path)) return LoadExpectation.Annotated(@case.Path, LoadedConfiguration.OfModule(folder));
        if (File.Exists(@case["output.json"])) return LoadExpectation.Recorded(@case["output.json"], LoadedConfiguration.OfTree(folder));
        if (name.StartsWith("config-diagnostics-", StringComparison.Ordinal)) return LoadExpectation.Listed(@case, LoadedConfiguration.OfTree(folder));
        return LoadExpectation.Valid(LoadedConfiguration.OfTree(folder));
    }
}
