using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>The YAML format, and JSON: groups by name, each with "hosts", "vars" and "children".</summary>
internal sealed class YamlFormat : IInventoryFormat
{
    private static readonly string[] Sections = ["vars", "children", "hosts"];

    public string Name => "yaml";

    public bool Accepts(string source, InventoryReading reading)
    {
        var extension = Path.GetExtension(source);
        return File.Exists(source) && (extension.Length == 0 || Extensions(reading).Contains(extension));
    }

    public ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        var data = reading.ReadData(source);
        if (!PyValues.Truth(data)) throw new InventoryException("Parsed empty YAML file");
        if (data is not PyDict groups) throw new InventoryException($"YAML inventory has invalid structure, it should be a dictionary, got: {PyValues.TypeName(data)}");
        if (groups.TryGet("plugin", out var plugin) && PyValues.Truth(plugin)) throw new InventoryException("Plugin configuration YAML file, not YAML inventory");
        foreach (var (name, content) in groups.Entries) ParseGroup(PyValues.Str(name), content, reading, 0);
        return ValueTask.CompletedTask;
    }

    private static IReadOnlyList<string> Extensions(InventoryReading reading) =>
        reading.Settings.FindOption("defaults.yaml_valid_extensions inventory_plugin_yaml.yaml_valid_extensions", "ANSIBLE_YAML_FILENAME_EXT ANSIBLE_INVENTORY_PLUGIN_EXTS") is { } text
            ? [.. text.Split(',').Select(e => e.Trim())]
            : [".yaml", ".yml", ".json"];

    private static string ParseGroup(string name, object? content, InventoryReading reading, int depth)
    {
        if (content is not (null or PyDict))
        {
            reading.Warn($"Skipping '{name}' as this is not a valid group definition");
            return name;
        }
        var group = reading.Inventory.AddGroup(name);
        if (content is not PyDict members) return group;
        foreach (var section in Sections)
            if (members.TryGet(section, out var value) && NormalizeSection(value) is not (null or PyDict))
                throw new InventoryException($"Invalid \"{section}\" entry for \"{group}\" group, requires a dictionary, found \"{PyValues.TypeName(value)}\" instead.");
        foreach (var (key, value) in members.Entries)
        {
            var section = key is string and ("vars" or "children" or "hosts") ? NormalizeSection(value) : value;
            if (section is PyDict entries) ParseSection(group, key, entries, reading, depth);
            else if (section is not null) reading.Warn($"Skipping key ({PyValues.Str(key)}) in group ({group}) as it is not a mapping, it is a {PyValues.TypeName(section)}");
        }
        return group;
    }

    /// <summary>A single name may stand in place of a mapping.</summary>
    private static object? NormalizeSection(object? value)
    {
        var name = value switch { string text => text, TemplateText template => template.Source, _ => null };
        if (name is null) return value;
        var section = new PyDict(1);
        section[name] = null;
        return section;
    }

    private static void ParseSection(string group, object? key, PyDict entries, InventoryReading reading, int depth)
    {
        var inventory = reading.Inventory;
        switch (key)
        {
            case "vars":
                foreach (var (name, value) in entries.Entries) inventory.SetVariable(group, name, value);
                break;
            case "children":
                foreach (var (name, content) in entries.Entries) inventory.AddChild(group, ParseGroup(PyValues.Str(name), content, reading, depth + 1));
                break;
            case "hosts":
                foreach (var (pattern, variables) in entries.Entries)
                    HostPopulation.Add(inventory, pattern as string ?? throw new InventoryException($"Host pattern {PyValues.Str(pattern)} must be a string. Enclose integers/floats in quotation marks."), variables, group);
                break;
            default:
                reading.Warn($"Skipping unexpected key ({PyValues.Str(key)}) in group ({group}), only \"vars\", \"children\" and \"hosts\" are valid");
                break;
        }
    }
}
