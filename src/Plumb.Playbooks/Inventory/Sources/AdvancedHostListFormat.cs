using Plumb.Playbooks.Inventory.Patterns;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Hosts named in the source itself, with commas and ranges: "web[1:3],db".</summary>
internal sealed class AdvancedHostListFormat : IInventoryFormat
{
    public string Name => "advanced_host_list";

    public bool Accepts(string source, InventoryReading reading) => source.Contains(',', StringComparison.Ordinal) && !Path.Exists(source);

    public ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        foreach (var item in source.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (names, port) = HostRange.ExpandAddress(item);
            foreach (var name in names.Where(name => !reading.Inventory.Hosts.ContainsKey(name))) reading.Inventory.AddHost(name, InventoryState.Ungrouped, port);
        }
        return ValueTask.CompletedTask;
    }
}
