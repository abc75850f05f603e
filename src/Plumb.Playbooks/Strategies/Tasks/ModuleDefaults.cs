using Plumb.Jinja.Values;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Strategies.Running;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>
/// What <c>module_defaults</c> say for an action. A name that is written again nearer to the task replaces what it said further out; what is
/// said of the action itself goes over what is said of groups that it is in.
/// </summary>
internal static class ModuleDefaults
{
    private const string Group = "group/";
    private const string Builtin = "ansible.builtin.";

    public static PyDict Of(TaskScope scope, RunServices services, string action)
    {
        var written = new PyDict();
        foreach (var (value, _) in scope.Task.Scope.AllEntries("module_defaults"))
        {
            if (scope.Render(value) is PyDict defaults) written.Update(defaults);
        }
        var merged = new PyDict();
        if (written.Count == 0) return merged;
        var collections = ActionSearch.CollectionsOf(scope.Task);
        var name = services.Modules.FullName(action, collections);
        var entries = written.Entries.Where(e => e.Value is PyDict).Select(e => (Name: PyText.Str(e.Key), Arguments: (PyDict)(e.Value ?? merged))).ToList();
        foreach (var (group, arguments) in entries.Where(e => e.Name.StartsWith(Group, StringComparison.Ordinal)))
        {
            if (services.Modules.Groups.Contains(group[Group.Length..], name, services.Output.Warn)) merged.Update(arguments);
        }
        foreach (var (other, arguments) in entries.Where(e => IsFor(services.Modules.FullName(e.Name, collections), name))) merged.Update(arguments);
        return merged;
    }

    /// <summary>What is said of one that people put before what is built in is meant for that too, but not the other way round.</summary>
    private static bool IsFor(string other, string name) =>
        other == name || (name.StartsWith(Builtin, StringComparison.Ordinal) && other == $"ansible.legacy.{name[Builtin.Length..]}");
}
