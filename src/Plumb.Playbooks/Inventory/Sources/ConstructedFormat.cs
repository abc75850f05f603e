using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Makes variables and groups of the hosts that earlier sources brought, by expressions over their variables: "compose", "groups", "keyed_groups".</summary>
internal sealed class ConstructedFormat : IInventoryFormat
{
    public string Name => "constructed";

    public bool Accepts(string source, InventoryReading reading)
    {
        var extension = Path.GetExtension(source);
        return File.Exists(source) && (extension.Length == 0 || extension == ".config" || reading.Settings.YamlExtensions.Contains(extension));
    }

    public ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        var data = reading.ReadData(source);
        if (!PyValues.Truth(data)) throw new InventoryException($"{source} is empty");
        if (data is not PyDict configuration) throw new InventoryException($"inventory source has invalid structure, it should be a dictionary, got: {PyValues.TypeName(data)}");
        if (!configuration.TryGet("plugin", out var plugin) || plugin is not ("constructed" or "ansible.builtin.constructed"))
            throw new InventoryException($"Incorrect plugin name in file: {(plugin is null ? "none found" : PyValues.Str(plugin))}");
        var construction = new HostConstruction(reading, configuration);
        foreach (var host in reading.Inventory.Hosts.Values.ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            construction.Apply(host);
        }
        return ValueTask.CompletedTask;
    }
}
