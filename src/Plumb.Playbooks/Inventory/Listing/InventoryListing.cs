using Plumb.Jinja.Values;
using Plumb.Playbooks.Inventory.Variables;

namespace Plumb.Playbooks.Inventory.Listing;

/// <summary>
/// An inventory as data, in the shapes that inventory programs print (JSON) and inventory files have (YAML, TOML). For export variables stay with
/// the groups that set them; otherwise every host has all of its own.
/// </summary>
public sealed class InventoryListing(InventoryState inventory, HostVariables variables, string? playbookFolder, bool forExport)
{
    /// <summary>Variables that describe a run and not the inventory.</summary>
    private static readonly HashSet<string> Internal =
    [
        "ansible_config_file", "ansible_diff_mode", "ansible_facts", "ansible_forks", "ansible_inventory_sources", "ansible_limit",
        "ansible_playbook_python", "ansible_run_tags", "ansible_skip_tags", "ansible_verbosity", "ansible_version", "group_names", "groups",
        "inventory_dir", "inventory_file", "inventory_hostname", "inventory_hostname_short", "omit", "playbook_dir",
    ];

    /// <summary>The hosts to show; null for all of them.</summary>
    public IReadOnlySet<InventoryHost>? Limit { get; init; }

    /// <summary>Variables that win over those of any host; no part of the inventory itself.</summary>
    public PyDict Extra { get; init; } = new();

    public PyDict OfHost(InventoryHost host)
    {
        if (forExport) return WithoutInternal(variables.OwnOf(host, playbookFolder));
        var all = variables.Of(host, playbookFolder);
        all.Update(Extra);
        return WithoutInternal(all);
    }

    public PyDict OfGroup(InventoryGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var found = variables.Of(group, playbookFolder);
        if (group.Priority != 1) found["ansible_group_priority"] = group.Priority;
        return WithoutInternal(found);
    }

    /// <summary>What an inventory program prints: groups side by side, the hosts' variables under "_meta".</summary>
    public PyDict ForPrograms()
    {
        var document = new PyDict();
        AddForPrograms(inventory.AllGroup, document, []);
        var hostVariables = new PyDict();
        foreach (var host in inventory.AllGroup.AllHosts.Where(IsShown))
            if (OfHost(host) is { Count: > 0 } found) hostVariables[host.Name] = found;
        document["_meta"] = Single("hostvars", hostVariables);
        return document;
    }

    /// <summary>What an inventory file holds: groups within groups.</summary>
    public PyDict ForYaml() => Single(InventoryState.All, YamlGroup(inventory.AllGroup, []));

    /// <summary>What an inventory file in TOML holds: groups side by side, with the names of their children.</summary>
    public PyDict ForToml()
    {
        var document = new PyDict();
        AddForToml(inventory.AllGroup, document, []);
        return document;
    }

    private bool IsShown(InventoryHost host) => Limit?.Contains(host) ?? true;

    /// <summary>An empty group is part of the whole, but not of a part.</summary>
    private bool IsShown(InventoryGroup group) => Limit is null || group.AllHosts.Any(IsShown);

    private static PyDict WithoutInternal(PyDict found)
    {
        foreach (var name in Internal) found.Remove(name);
        return found;
    }

    private void AddForPrograms(InventoryGroup group, PyDict document, HashSet<InventoryGroup> seen)
    {
        var content = new PyDict();
        if (group.Hosts.Any(IsShown) && group.Name != InventoryState.All) content["hosts"] = Names(group.Hosts.Where(IsShown).Select(h => h.Name));
        if (group.Children.Count > 0) content["children"] = Names(group.Children.Select(c => c.Name));
        if (forExport && OfGroup(group) is { Count: > 0 } found) content["vars"] = found;
        if (content.Count > 0) document[group.Name] = content;
        foreach (var child in group.Children)
            if (seen.Add(child)) AddForPrograms(child, document, seen);
    }

    private PyDict YamlGroup(InventoryGroup group, HashSet<InventoryHost> seen)
    {
        var content = new PyDict();
        var children = new PyDict();
        foreach (var child in group.Children.Where(IsShown)) children[child.Name] = YamlGroup(child, seen);
        var hosts = new PyDict();
        if (group.Name != InventoryState.All)
            foreach (var host in group.Hosts.Where(IsShown)) hosts[host.Name] = seen.Add(host) ? OfHost(host) : new PyDict();
        if (children.Count > 0) content["children"] = children;
        if (hosts.Count > 0) content["hosts"] = hosts;
        if (forExport && OfGroup(group) is { Count: > 0 } found) content["vars"] = found;
        return content;
    }

    private void AddForToml(InventoryGroup group, PyDict document, HashSet<InventoryHost> seen)
    {
        var isAll = group.Name == InventoryState.All;
        var content = new PyDict();
        var children = group.Children.Where(c => IsShown(c) && (c.Name != InventoryState.Ungrouped || c.Hosts.Count > 0)).ToList();
        if (!isAll && children.Count > 0) content["children"] = Names(children.Select(c => c.Name));
        foreach (var child in children) AddForToml(child, document, seen);
        var hosts = new PyDict();
        if (!isAll)
            foreach (var host in group.Hosts.Where(IsShown)) hosts[host.Name] = seen.Add(host) ? OfHost(host) : new PyDict();
        if (hosts.Count > 0) content["hosts"] = hosts;
        if (forExport && OfGroup(group) is { Count: > 0 } found) content["vars"] = found;
        if (content.Count > 0) document[group.Name] = content;
    }

    private static PyList Names(IEnumerable<string> names) => new(names.Cast<object?>());

    private static PyDict Single(string key, PyDict value)
    {
        var single = new PyDict(1);
        single[key] = value;
        return single;
    }
}
