using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Core.Text;
using Plumb.Playbooks.Yaml.Parsing;

namespace Plumb.Conformance.Playbooks.Yaml;

/// <summary>yaml-test-suite: the events that a text gives, and texts that must be refused.</summary>
public sealed class YamlSuiteTests(ConformanceReport report) : SuiteTests(report)
{
    private const string Suite = "yaml";

    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfPaths(Suite, () =>
        Directory.EnumerateFiles(ConformanceCorpus.PathOf(Suite, "yaml-test-suite"), "*.yaml")
            .Select(path => new FolderCase(Suite, Path.GetFileNameWithoutExtension(path), path)));

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Texts_parse_as_specified(FolderCase @case) => Check(@case, () => YamlSuiteFile.Read(@case.Path)
        .Select(Compare)
        .Aggregate((all, one) => all.And(one)));

    private static Comparison Compare(YamlSuiteTest test)
    {
        try
        {
            var tree = EventTree.Write(YamlParser.Parse(new SourceFile("case", test.Text)));
            return test.Fails ? Comparison.Different("a fault", tree, $"must be refused: {test.Text}") : Comparison.OfText(EventTree.Normalize(test.Tree), tree);
        }
        catch (YamlSyntaxException fault)
        {
            return test.Fails ? Comparison.Equal : Comparison.Different(test.Tree, fault.Message, $"offset {fault.Offset}: {fault.Message} {test.Text}");
        }
    }
}
