using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory;

/// <summary>What tasks do to the inventory while a play runs. It is remembered, so that a refresh can do it again.</summary>
public sealed partial class InventoryState
{
    private readonly List<Action> _changes = [];

    /// <summary>add_host: adds or changes a host. Whether anything changed.</summary>
    public bool AddDynamicHost(string name, PyDict variables, IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(groups);
        _changes.Add(() => ApplyHost(name, variables, groups));
        return ApplyHost(name, variables, groups);
    }

    /// <summary>group_by: puts a host into a group, which is made where it is missing, as are its parents. Whether anything changed.</summary>
    public bool AddDynamicGroup(string host, string group, IReadOnlyList<string> parents)
    {
        ArgumentNullException.ThrowIfNull(parents);
        var changed = ApplyGroup(FindHost(host) ?? throw new InventoryException($"{host} cannot be matched in inventory"), group, parents);
        _changes.Add(() =>
        {
            // What the sources no longer have is in no group either.
            if (FindHost(host) is { } still) ApplyGroup(still, group, parents);
        });
        return changed;
    }

    internal void ApplyChangesAgain() => _changes.ForEach(change => change());

    private bool ApplyHost(string name, PyDict variables, IReadOnlyList<string> groups)
    {
        var changed = !_hosts.ContainsKey(name);
        var host = AddHost(name, All);
        foreach (var (key, value) in variables.Entries)
        {
            if (host.Variables.TryGet(key, out var known) && PyValues.AreEqual(known, value)) continue;
            SetVariable(host, key, value);
            changed = true;
        }
        foreach (var group in groups)
        {
            changed |= !_groups.ContainsKey(group);
            changed |= _groups[AddGroup(group)].AddHost(host);
        }
        if (changed) Reconcile();
        return changed;
    }

    private bool ApplyGroup(InventoryHost host, string group, IReadOnlyList<string> parents)
    {
        var target = _groups[AddGroup(group)];
        var changed = false;
        foreach (var parent in parents)
        {
            changed |= !_groups.ContainsKey(parent);
            changed |= _groups[AddGroup(parent)].AddChild(target);
        }
        changed |= target.AddHost(host);
        if (changed) Reconcile();
        return changed;
    }
}
