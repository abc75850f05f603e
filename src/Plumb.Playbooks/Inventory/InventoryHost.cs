using System.Net;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory;

/// <summary>A host of the inventory, or the localhost that is there without being in it. Only <see cref="InventoryState"/> changes it.</summary>
public sealed class InventoryHost(string name)
{
    private readonly List<InventoryGroup> _groups = [];

    public string Name { get; } = name;

    /// <summary>Whether it stands in no inventory: localhost, where a play names it.</summary>
    public bool IsImplicit { get; internal init; }

    /// <summary>Those of the inventory's own sources, without files of variables.</summary>
    public PyDict Variables { get; } = new();

    /// <summary>The groups that it is in, and those above them.</summary>
    public IReadOnlyList<InventoryGroup> Groups => _groups;

    /// <summary>Its groups but for "all", by their names, in order: the variable group_names.</summary>
    public IReadOnlyList<string> GroupNames => [.. _groups.Select(g => g.Name).Where(n => n != InventoryState.All).Order(StringComparer.Ordinal)];

    /// <summary>The name up to its first dot, unless it is an address: the variable inventory_hostname_short.</summary>
    public string ShortName => IPAddress.TryParse(Name, out _) ? Name : Name.Split('.')[0];

    /// <summary>Its groups in the order in which their variables override: by depth, priority and name, without "all".</summary>
    public IEnumerable<InventoryGroup> GroupsByPrecedence => _groups.Where(g => g.Name != InventoryState.All)
        .OrderBy(g => g.Depth).ThenBy(g => g.Priority).ThenBy(g => g.Name, StringComparer.Ordinal);

    public override string ToString() => Name;

    internal void JoinGroup(InventoryGroup group)
    {
        JoinAncestors(group.Ancestors());
        if (!_groups.Contains(group)) _groups.Add(group);
    }

    internal void JoinAncestors(IEnumerable<InventoryGroup> groups) => _groups.AddRange(groups.Where(g => !_groups.Contains(g)).ToList());

    /// <summary>Leaves the groups above, too, that it is in through no other group.</summary>
    internal void LeaveGroup(InventoryGroup group)
    {
        if (!_groups.Remove(group)) return;
        foreach (var ancestor in group.Ancestors())
            if (ancestor.Name != InventoryState.All && !_groups.Any(g => g.Ancestors().Contains(ancestor))) LeaveGroup(ancestor);
    }
}
