using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.PythonPlugins;

namespace Plumb.Playbooks.Inventory.Variables;

/// <summary>
/// Puts a host's variables of the inventory together: the layers of its groups in the order of the setting VARIABLE_PRECEDENCE, then those of the
/// host itself. Facts, plays and roles come after them and are not known here.
/// </summary>
public sealed class HostVariables(InventoryState inventory, VariableFiles files, AnsibleSettings settings, IReadOnlyList<string> inventoryFolders)
{
    private readonly VariableMerge _merge = new(settings.MergesDictionaries);
    private readonly IReadOnlyList<string> _precedence = settings.VariablePrecedence;

    /// <summary>What plugins have besides files; null where none are run.</summary>
    internal PluginVariables? Plugins { get; init; }

    /// <summary>All layers of a host, the weakest first. The playbook's folder is where its own group_vars and host_vars are.</summary>
    public IEnumerable<VariableLayer> LayersOf(InventoryHost host, string? playbookFolder)
    {
        ArgumentNullException.ThrowIfNull(host);
        IReadOnlyList<string> play = playbookFolder is null ? [] : [playbookFolder];
        var groups = host.GroupsByPrecedence.ToList();
        foreach (var layer in _precedence.SelectMany(name => GroupLayers(name, groups, play))) yield return layer;
        yield return new VariableLayer($"host_inventory {host.Name}", host.Variables);
        foreach (var folder in inventoryFolders.Concat(play))
            if (OfHost(folder, host) is { } variables) yield return new VariableLayer($"host file {host.Name} of {folder}", variables);
    }

    /// <summary>Takes in what plugins have that are asked once, when the inventory has been read.</summary>
    internal void TakeInPlugins()
    {
        if (Plugins is not { Any: true } plugins) return;
        foreach (var folder in inventoryFolders)
        {
            foreach (var group in inventory.Groups.Values) TakeIn(group.Variables, plugins.Of(folder, group, "inventory"));
            foreach (var host in inventory.Hosts.Values) TakeIn(host.Variables, plugins.Of(folder, host, "inventory"));
        }
    }

    private void TakeIn(PyDict variables, (PyDict Before, PyDict After) found)
    {
        _merge.Apply(variables, found.Before);
        _merge.Apply(variables, found.After);
    }

    private PyDict? OfHost(string folder, InventoryHost host) => With(files.OfHost(folder, host.Name), Plugins?.Of(folder, host, "task"));

    private PyDict? OfGroup(string folder, InventoryGroup group) => With(files.OfGroup(folder, group.Name), Plugins?.Of(folder, group, "task"));

    /// <summary>The variables of files between those of plugins that come before them and of those that are named after them.</summary>
    private PyDict? With(PyDict? ofFiles, (PyDict Before, PyDict After)? ofPlugins)
    {
        if (ofPlugins is not { } found || (found.Before.Count == 0 && found.After.Count == 0)) return ofFiles;
        var variables = found.Before.Copy();
        if (ofFiles is not null) _merge.Apply(variables, ofFiles);
        _merge.Apply(variables, found.After);
        return variables;
    }

    public PyDict Of(InventoryHost host, string? playbookFolder)
    {
        var variables = new PyDict();
        foreach (var layer in LayersOf(host, playbookFolder)) _merge.Apply(variables, layer.Variables);
        return variables;
    }

    /// <summary>What is said of a group itself, in the inventory and in files.</summary>
    public PyDict Of(InventoryGroup group, string? playbookFolder)
    {
        ArgumentNullException.ThrowIfNull(group);
        var variables = group.Variables.Copy();
        foreach (var folder in playbookFolder is null ? inventoryFolders : [.. inventoryFolders, playbookFolder])
            if (OfGroup(folder, group) is { } found) _merge.Apply(variables, found);
        return variables;
    }

    /// <summary>What is said of a host itself, without its groups.</summary>
    public PyDict OwnOf(InventoryHost host, string? playbookFolder)
    {
        ArgumentNullException.ThrowIfNull(host);
        var variables = host.Variables.Copy();
        foreach (var folder in playbookFolder is null ? inventoryFolders : [.. inventoryFolders, playbookFolder])
            if (OfHost(folder, host) is { } found) _merge.Apply(variables, found);
        return variables;
    }

    private IEnumerable<VariableLayer> GroupLayers(string name, IReadOnlyList<InventoryGroup> groups, IReadOnlyList<string> play) => name switch
    {
        "all_inventory" => [new VariableLayer(name, inventory.AllGroup.Variables)],
        "groups_inventory" => groups.Select(g => new VariableLayer($"{name} {g.Name}", g.Variables)),
        "all_plugins_inventory" => FileLayers(name, inventoryFolders, [inventory.AllGroup]),
        "all_plugins_play" => FileLayers(name, play, [inventory.AllGroup]),
        "groups_plugins_inventory" => FileLayers(name, inventoryFolders, groups),
        "groups_plugins_play" => FileLayers(name, play, groups),
        _ => [],
    };

    private IEnumerable<VariableLayer> FileLayers(string name, IReadOnlyList<string> folders, IReadOnlyList<InventoryGroup> groups) =>
        from folder in folders
        from @group in groups
        let variables = OfGroup(folder, @group)
        where variables is not null
        select new VariableLayer($"{name} {@group.Name}", variables);
}
