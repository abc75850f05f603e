using System.Text;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Hcl;
using Plumb.Conformance.Json;
using Plumb.Conformance.Plans;
using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;
using Plumb.Engine.State.Format;

namespace Plumb.Conformance.State;

/// <summary>State files that are read and written again.</summary>
public sealed class StateFileTests(ConformanceReport report) : SuiteTests(report)
{
    private const string Suite = "statefile";
    private const string Input = ".in.tfstate";

    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfPaths(Suite, () =>
        Directory.EnumerateFiles(ConformanceCorpus.PathOf(Suite, "roundtrip"), "*" + Input)
            .Select(path => new FolderCase(Suite, "roundtrip/" + Path.GetFileName(path)[..^Input.Length], path)));

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task States_survive_reading_and_writing(FolderCase @case) => Check(@case, () =>
        new JsonComparison { Ignored = new HashSet<string> { "terraform_version" }, Normalize = ProductNames.Normalize }.Of(
            "state",
            File.ReadAllText(@case.Path.Replace(Input, ".out.tfstate", StringComparison.Ordinal)),
            ReadAndWrite(@case.Path)));

    private static string ReadAndWrite(string path)
    {
        var diagnostics = new DiagnosticBag();
        var state = StateReader.Read(File.ReadAllBytes(path), Path.GetFileName(path), diagnostics);
        return state is null ? DiagnosticComparison.Show(diagnostics) : Encoding.UTF8.GetString(StateWriter.ToBytes(state));
    }
}
