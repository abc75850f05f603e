using System.Text.Json;
using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Conformance.Playbooks.Yaml;

/// <summary>What PyYAML's safe loader makes of documents: values with their types, and faults at their places.</summary>
public sealed class SafeLoaderTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("yaml", "pyyaml-safeloader.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Documents_load_as_by_PyYAML(JsonCase @case) => Check(@case, () => Compare(@case));

    private static Comparison Compare(JsonCase @case)
    {
        var diagnostics = new DiagnosticBag();
        var node = YamlReader.ReadDocument(new SourceFile("case", @case.Text("yaml")), diagnostics);
        var value = node is null ? null : new VariableReader(VaultSecrets.None, diagnostics).Read(node);
        var fault = diagnostics.FirstOrDefault(d => d.Severity == Severity.Error);
        if (@case.Find("error") is { } expected) return CompareFault(expected, fault, value);
        if (fault is not null) return Comparison.Different(@case.Data.GetProperty("value").GetRawText(), fault.ToString());
        return Comparison.OfText(TypedText.Of(@case.Data.GetProperty("value")), TypedText.Of(value));
    }

    private static Comparison CompareFault(JsonElement expected, Diagnostic? fault, object? value)
    {
        if (fault is null) return Comparison.Different("a fault", TypedText.Of(value));
        if (!expected.TryGetProperty("line", out var line)) return Comparison.Equal;
        var wanted = $"{line.GetInt32()}:{expected.GetProperty("column").GetInt32()}";
        return Comparison.OfText(wanted, fault.Subject is { StartPosition: var at } ? $"{at.Line}:{at.Column}" : "no place");
    }
}
