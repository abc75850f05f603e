using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>A configuration file that says by its key "plugin" what is to read it.</summary>
internal sealed class AutoFormat : IInventoryFormat
{
    public string Name => "auto";

    public bool Accepts(string source, InventoryReading reading) =>
        (source.EndsWith(".yml", StringComparison.Ordinal) || source.EndsWith(".yaml", StringComparison.Ordinal)) && File.Exists(source);

    public async ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        if (reading.ReadData(source) is not PyDict configuration || !configuration.TryGet("plugin", out var named) || !PyValues.Truth(named))
            throw new InventoryException($"no root 'plugin' key found, '{source}' is not a valid YAML inventory plugin config file");
        var name = PyValues.Str(named);
        var format = reading.Find(name) ?? throw new InventoryException($"inventory config '{source}' specifies unknown plugin '{name}'");
        if (format == this || !format.Accepts(source, reading)) throw new InventoryException($"inventory source '{source}' could not be verified by inventory plugin '{name}'");
        await format.ParseAsync(source, reading, cancellation).ConfigureAwait(false);
    }
}
