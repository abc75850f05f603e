using Plumb.Jinja.Values;
using Plumb.Playbooks.Inventory.Patterns;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Adds the hosts that a pattern stands for, with the same variables each.</summary>
internal static class HostPopulation
{
    public static void Add(InventoryState inventory, string pattern, object? variables, string? group)
    {
        var (names, port) = HostRange.ExpandAddress(pattern);
        AddAll(inventory, names, port, variables, group);
    }

    public static void AddAll(InventoryState inventory, IEnumerable<string> names, int? port, object? variables, string? group)
    {
        var given = variables as PyDict ?? (PyValues.Truth(variables)
            ? throw new InventoryException($"Invalid data from file, expected dictionary and got:\n\n{PyValues.Str(variables)}")
            : new PyDict());
        foreach (var name in names)
        {
            inventory.AddHost(name, group, port);
            foreach (var (key, value) in given.Entries) inventory.SetVariable(name, key, value);
        }
    }
}
