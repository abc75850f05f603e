using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Inventory.Patterns;

/// <summary>Finds the hosts of patterns among groups that are given as names, as the <c>inventory_hostnames</c> lookup does with the variable <c>groups</c>.</summary>
public static class GroupedHosts
{
    public static IReadOnlyList<string> Match(AnsibleSettings settings, IReadOnlyDictionary<string, IReadOnlyList<string>> groups, IReadOnlyList<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var unheard = new DiagnosticBag();
        var inventory = new InventoryState(settings, unheard);
        foreach (var (name, hosts) in groups)
        {
            var group = inventory.AddGroup(name);
            foreach (var host in hosts) inventory.AddHost(host, group);
        }
        return [.. new HostSelection(inventory, unheard).Select(patterns).Select(h => h.Name)];
    }
}
