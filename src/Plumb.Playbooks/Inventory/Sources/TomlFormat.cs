using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>The TOML format: tables of groups, each with "hosts", "vars" and a list of "children".</summary>
internal sealed class TomlFormat : IInventoryFormat
{
    public string Name => "toml";

    public bool Accepts(string source, InventoryReading reading) => source.EndsWith(".toml", StringComparison.Ordinal) && File.Exists(source);

    public ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        var faults = new DiagnosticBag();
        var text = reading.Files.ReadText(source, faults) ?? throw new InventoryException(FaultText.Of(faults.First()));
        var groups = TomlReader.Read(text.Source.Text, source);
        if (groups.Count == 0) throw new InventoryException("Parsed empty TOML file");
        if (groups.TryGet("plugin", out var plugin) && PyValues.Truth(plugin)) throw new InventoryException("Plugin configuration TOML file, not TOML inventory");
        foreach (var (name, content) in groups.Entries) ParseGroup(PyValues.Str(name), content, reading);
        return ValueTask.CompletedTask;
    }

    private static void ParseGroup(string name, object? content, InventoryReading reading)
    {
        if (content is not PyDict members)
        {
            reading.Warn($"Skipping '{name}' as this is not a valid group definition");
            return;
        }
        var inventory = reading.Inventory;
        var group = inventory.AddGroup(name);
        foreach (var (key, value) in members.Entries)
        {
            switch (key)
            {
                case "vars":
                    foreach (var (variable, given) in Table(group, "vars", value).Entries) inventory.SetVariable(group, variable, given);
                    break;
                case "children":
                    if (value is not PyList children) throw new InventoryException($"Invalid \"children\" entry for \"{group}\" group, requires a list, found \"{PyValues.TypeName(value)}\" instead.");
                    foreach (var child in children) inventory.AddChild(group, inventory.AddGroup(PyValues.Str(child)));
                    break;
                case "hosts":
                    foreach (var (pattern, variables) in Table(group, "hosts", value).Entries) HostPopulation.Add(inventory, PyValues.Str(pattern), variables, group);
                    break;
                default:
                    reading.Warn($"Skipping unexpected key \"{PyValues.Str(key)}\" in group \"{group}\", only \"vars\", \"children\" and \"hosts\" are valid");
                    break;
            }
        }
    }

    private static PyDict Table(string group, string section, object? value) => value as PyDict
        ?? throw new InventoryException($"Invalid \"{section}\" entry for \"{group}\" group, requires a dict, found \"{PyValues.TypeName(value)}\" instead.");
}
