using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>What vars plugins in Python have for hosts and groups, beside what files have.</summary>
internal sealed class PluginVariables(UserPlugins plugins, AnsibleSettings settings, DiagnosticBag diagnostics)
{
    private static readonly (PyDict Before, PyDict After) Nothing = (new PyDict(), new PyDict());

    private readonly bool _hasNamed = settings.List("VARIABLE_PLUGINS_ENABLED").Any(name => name.Split('.').Length > 2 && !name.StartsWith("ansible.builtin.", StringComparison.Ordinal));

    /// <summary>Whether there are any at all; where there are none, no Python is started.</summary>
    public bool Any => _hasNamed || plugins.Folders.Sources(PluginKind.Vars).Count > 0;

    /// <summary>The variables of a host for a folder: those that files override, and those that override files.</summary>
    public (PyDict Before, PyDict After) Of(string folder, InventoryHost host, string stage) =>
        Any ? Ask(folder, true, host.Name, host.Variables, host.GroupNames, stage) : Nothing;

    public (PyDict Before, PyDict After) Of(string folder, InventoryGroup group, string stage) =>
        Any ? Ask(folder, false, group.Name, group.Variables, [], stage) : Nothing;

    private (PyDict Before, PyDict After) Ask(string folder, bool isHost, string name, PyDict variables, IReadOnlyList<string> groups, string stage)
    {
        try
        {
            object?[] arguments = [folder, PyBoolean.Box(isHost), name, variables, new PyList(groups), stage];
            return plugins.Call("vars", arguments, new PythonCall(plugins) { GivesTemplates = true }) is PyList { Count: 2 } found && found[0] is PyDict before && found[1] is PyDict after
                ? (before, after)
                : Nothing;
        }
        catch (PythonFault fault)
        {
            diagnostics.Add(new Diagnostic(InventoryRules.Variables, null, fault.Message));
            return Nothing;
        }
    }
}
