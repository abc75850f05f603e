namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Every kind of inventory source. Which of them are tried, and in which order, says the setting INVENTORY_ENABLED.</summary>
internal static class InventoryFormats
{
    public static IReadOnlyList<IInventoryFormat> All { get; } =
    [
        new AdvancedHostListFormat(),
        new AutoFormat(),
        new ConstructedFormat(),
        new GeneratorFormat(),
        new HostListFormat(),
        new IniFormat(),
        new ScriptFormat(),
        new TomlFormat(),
        new YamlFormat(),
    ];

    public static IInventoryFormat? Find(string name)
    {
        const string builtin = "ansible.builtin.";
        var plain = name.StartsWith(builtin, StringComparison.Ordinal) ? name[builtin.Length..] : name;
        return All.FirstOrDefault(f => f.Name == plain);
    }
}
