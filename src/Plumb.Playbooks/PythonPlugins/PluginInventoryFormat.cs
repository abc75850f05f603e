using Plumb.Jinja.Values;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Inventory.Sources;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>A source that an inventory plugin in Python makes hosts and groups of.</summary>
internal sealed class PluginInventoryFormat(UserPlugins plugins, string name) : IInventoryFormat
{
    public string Name => name;

    public bool Accepts(string source, InventoryReading reading)
    {
        try
        {
            return plugins.Call("inventory_accepts", [name, source], new PythonCall(plugins)) is true;
        }
        catch (PythonFault)
        {
            // What is wrong is told when the source is read.
            return true;
        }
    }

    public async ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        var known = Known(reading.Inventory);
        try
        {
            var made = await Task.Run(() => plugins.Call("inventory_parse", [name, source, known], new PythonCall(plugins) { GivesTemplates = true }), cancellation).ConfigureAwait(false);
            if (made is PyDict inventory) Apply(inventory, reading.Inventory);
        }
        catch (PythonFault fault)
        {
            throw new InventoryException(fault.Message, fault);
        }
    }

    /// <summary>What earlier sources have made, for plugins that build on it.</summary>
    private static PyDict Known(InventoryState inventory) => new()
    {
        ["groups"] = new PyDict(inventory.Groups.Values.Select(g => KeyValuePair.Create<object?, object?>(g.Name, new PyDict
        {
            ["hosts"] = new PyList(g.Hosts.Select(h => h.Name)),
            ["children"] = new PyList(g.Children.Select(c => c.Name)),
            ["vars"] = g.Variables,
        }))),
        ["hosts"] = new PyDict(inventory.Hosts.Values.Select(h => KeyValuePair.Create<object?, object?>(h.Name, h.Variables))),
    };

    private static void Apply(PyDict made, InventoryState inventory)
    {
        var groups = Dictionary(made, "groups");
        foreach (var (group, _) in groups.Entries) inventory.AddGroup(PyText.Str(group));
        foreach (var (host, variables) in Dictionary(made, "hosts").Entries) HostPopulation.AddAll(inventory, [PyText.Str(host)], null, variables, null);
        foreach (var (key, content) in groups.Entries)
        {
            if (content is not PyDict members) continue;
            var group = inventory.AddGroup(PyText.Str(key));
            foreach (var host in List(members, "hosts")) inventory.AddHost(host, group);
            foreach (var child in List(members, "children")) inventory.AddChild(group, inventory.AddGroup(child));
            foreach (var (variable, value) in Dictionary(members, "vars").Entries) inventory.SetVariable(group, variable, value);
        }
    }

    private static PyDict Dictionary(PyDict of, string key) => of.TryGet(key, out var value) && value is PyDict dict ? dict : new PyDict();

    private static IEnumerable<string> List(PyDict of, string key) => of.TryGet(key, out var value) && value is PyList list ? list.Select(PyText.Str) : [];
}
