using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>A YAML file with the key "plugin", which says what is to read it.</summary>
internal static class PluginConfiguration
{
    public static bool IsNamedLikeOne(string source, InventoryReading reading)
    {
        var extension = Path.GetExtension(source);
        return File.Exists(source) && (extension.Length == 0 || extension == ".config" || reading.Settings.YamlExtensions.Contains(extension));
    }

    /// <summary>The configuration; throws <see cref="InventoryException"/> where the source is none of this plugin.</summary>
    public static PyDict Read(string source, InventoryReading reading, string plugin)
    {
        var data = reading.ReadData(source);
        if (!PyValues.Truth(data)) throw new InventoryException($"{source} is empty");
        if (data is not PyDict configuration) throw new InventoryException($"inventory source has invalid structure, it should be a dictionary, got: {PyValues.TypeName(data)}");
        if (!configuration.TryGet("plugin", out var named) || named is not string name || (name != plugin && name != "ansible.builtin." + plugin))
            throw new InventoryException($"Incorrect plugin name in file: {(named is null ? "none found" : PyValues.Str(named))}");
        return configuration;
    }
}
