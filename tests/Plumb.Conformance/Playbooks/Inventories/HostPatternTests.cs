using Plumb.Conformance.Corpus;
using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Inventory.Patterns;
using Plumb.Playbooks.Vault;

namespace Plumb.Conformance.Playbooks.Inventories;

/// <summary>Patterns against one inventory: the hosts they choose, in order.</summary>
public sealed class HostPatternTests(ConformanceReport report) : SuiteTests(report)
{
    private const string Suite = "inventory";

    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines(Suite, "patterns.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Patterns_choose_the_hosts_that_Ansible_chooses(JsonCase @case) => CheckAsync(@case, async cancellation =>
    {
        var diagnostics = new DiagnosticBag();
        var settings = AnsibleSettings.Load(new RunEnvironment(_ => null, "/"), diagnostics);
        var loader = await InventoryLoader.LoadAsync([ConformanceCorpus.PathOf(Suite, "patterns-hosts.ini")], settings, VaultSecrets.None, diagnostics, cancellation);
        var hosts = new HostSelection(loader.State, diagnostics).Select(@case.Text("pattern")).Select(h => h.Name);
        var expected = @case.Find("hosts") is { } found ? found.EnumerateArray().Select(h => h.GetString()) : [];
        return Comparison.OfText(string.Join('\n', expected), string.Join('\n', hosts))
            .And(Comparison.Of(@case.Data.GetProperty("exit").GetInt32() != 0, diagnostics.HasErrors, "fails"));
    });
}
