namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Makes variables and groups of the hosts that earlier sources brought, by expressions over their variables: "compose", "groups", "keyed_groups".</summary>
internal sealed class ConstructedFormat : IInventoryFormat
{
    public string Name => "constructed";

    public bool Accepts(string source, InventoryReading reading) => PluginConfiguration.IsNamedLikeOne(source, reading);

    public ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        var configuration = PluginConfiguration.Read(source, reading, Name);
        var construction = new HostConstruction(reading, configuration);
        foreach (var host in reading.Inventory.Hosts.Values.ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            construction.Apply(host);
        }
        return ValueTask.CompletedTask;
    }
}
