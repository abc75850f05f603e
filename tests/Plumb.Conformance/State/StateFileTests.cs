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
    private const string Output = ".out.tfstate";

    public static IEnumerable<TheoryDataRow<FolderCase>> Cases => CaseRows.OfPaths(Suite, () =>
        Directory.EnumerateFiles(ConformanceCorpus.PathOf(Suite, "roundtrip"), "*" + Input)
            .Select(path => new FolderCase(Suite, "roundtrip/" + Path.GetFileName(path)[..^Input.Length], path)));

    /// <summary>
    /// The recorded files have forms that neither peer writes any more (providers without a registry, no <c>check_results</c>)
    /// and lack the empty <c>sensitive_attributes</c> that OpenTofu leaves out and Terraform 1.11 writes. So, as in the
    /// peer's own test, they are read as states too; what is compared is how both are written then. A state that has been
    /// written is written the same from then on.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task States_survive_reading_and_writing(FolderCase @case) => Check(@case, () =>
    {
        var written = ReadAndWrite(File.ReadAllBytes(@case.Path), Path.GetFileName(@case.Path));
        var expected = ReadAndWrite(File.ReadAllBytes(@case.Path.Replace(Input, Output, StringComparison.Ordinal)), Path.GetFileName(@case.Path));
        return new JsonComparison { Ignored = new HashSet<string> { "terraform_version" }, Normalize = ProductNames.Normalize }
            .Of("state", expected, written)
            .And(Comparison.OfText(written, ReadAndWrite(Encoding.UTF8.GetBytes(written), "written again")));
    });

    private static string ReadAndWrite(byte[] bytes, string name)
    {
        var diagnostics = new DiagnosticBag();
        var state = StateReader.Read(bytes, name, diagnostics);
        return state is null ? DiagnosticComparison.Show(diagnostics) : Encoding.UTF8.GetString(StateWriter.ToBytes(state));
    }
}
