using Plumb.Conformance.Corpus;
using Plumb.Conformance.Json;
using Plumb.Conformance.Running;
using Plumb.Engine.Configuration.Inspection;

namespace Plumb.Conformance.Configuration;

/// <summary>What tools want to know of a module without running it: its interface, providers, resources and calls.</summary>
public sealed class ConfigInspectTests(ConformanceReport report) : SuiteTests(report)
{
    /// <summary>Where the module was is the recording's own, and the words of diagnostics are ours.</summary>
    private static readonly HashSet<string> Ignored = ["path", "summary", "detail"];

    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfFolders("config-inspect");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Modules_read_as_inspected(FolderCase @case) => Check(@case, () =>
        new JsonComparison { Ignored = Ignored, Unordered = new HashSet<string> { "diagnostics" }, Normalize = text => text.Replace($"testdata/{@case.Name}/", "", StringComparison.Ordinal).Replace(@case["config"] + "/", "", StringComparison.Ordinal) }
            .Of("module", File.ReadAllText(@case["expected.out.json"]), InspectionJson.Write(ModuleInspector.Inspect(@case["config"]))));
}
