using Plumb.Conformance.Corpus;
using Plumb.Conformance.Json;
using Plumb.Conformance.Running;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Inventory.Listing;
using Plumb.Playbooks.Vault;

namespace Plumb.Conformance.Playbooks.Inventories;

/// <summary>Inventories as ansible-inventory lists and draws them.</summary>
public sealed class InventoryTests(ConformanceReport report) : SuiteTests(report)
{
    public static IEnumerable<TheoryDataRow<JsonCase>> Cases => CaseRows.OfLines("inventory", "inventories.jsonl");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public Task Inventories_are_listed_as_by_Ansible(JsonCase @case) => CheckAsync(@case, cancellation => CompareInFolderAsync(@case, cancellation));

    private static async Task<Comparison> CompareInFolderAsync(JsonCase @case, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("plumb-inventory-");
        try
        {
            foreach (var file in @case.Data.GetProperty("files").EnumerateObject())
            {
                var path = Path.Combine(folder.FullName, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "/");
                await File.WriteAllTextAsync(path, file.Value.GetString(), cancellation);
            }
            return await CompareAsync(@case, folder.FullName, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Comparison> CompareAsync(JsonCase @case, string folder, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        var settings = AnsibleSettings.Load(new RunEnvironment(name => name == "HOME" ? folder : null, folder), diagnostics);
        var loader = await InventoryLoader.LoadAsync([@case.Text("source")], settings, VaultSecrets.None, diagnostics, cancellation);
        var listing = new InventoryListing(loader.State, loader.Variables, folder, forExport: false);
        if (@case.Find("list") is not { } list) return Comparison.Of(@case.Data.GetProperty("exit").GetInt32() != 0, diagnostics.HasErrors, "fails");
        var same = new JsonComparison().Of("list", list.GetRawText(), ListingText.Write(listing, ListingFormat.Json));
        return @case.Find("graph") is { } graph ? same.And(Comparison.OfText($"{graph.GetString()}".TrimEnd(), new InventoryGraph(listing, showVariables: false).Write(loader.State.AllGroup))) : same;
    }
}
