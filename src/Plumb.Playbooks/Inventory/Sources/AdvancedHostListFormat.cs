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
            var (names, port) = Expanded(item);
            foreach (var name in names.Where(name => !reading.Inventory.Hosts.ContainsKey(name))) reading.Inventory.AddHost(name, InventoryState.Ungrouped, port);
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>What is no range that can be is a name as it stands.</summary>
    private static (IReadOnlyList<string> Names, int? Port) Expanded(string item)
    {
        try
        {
            return HostRange.ExpandAddress(item);
        }
        catch (InventoryException fault) when (!fault.IsWrongNumber)
        {
            return ([item], null);
        }
    }
}
