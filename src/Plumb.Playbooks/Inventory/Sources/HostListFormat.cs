using Plumb.Playbooks.Inventory.Patterns;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Hosts named in the source itself, with commas: "web1,web2:2222,".</summary>
internal sealed class HostListFormat : IInventoryFormat
{
    public string Name => "host_list";

    public bool Accepts(string source, InventoryReading reading) => source.Contains(',', StringComparison.Ordinal) && !Path.Exists(source);

    public ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        foreach (var item in source.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // A range has no meaning here: it is kept as the name.
            var address = HostAddress.Parse(item) is { } parsed && !parsed.Name.Contains('[', StringComparison.Ordinal) ? parsed : new HostAddress(item, null);
            if (!reading.Inventory.Hosts.ContainsKey(address.Name)) reading.Inventory.AddHost(address.Name, InventoryState.Ungrouped, address.Port);
        }
        return ValueTask.CompletedTask;
    }
}
