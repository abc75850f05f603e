using Plumb.Jinja.Values;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Plays.Checking;

/// <summary>
/// All variables that any task of some plays could see: those that plays, roles, the inventory and the command line define, and every name that
/// files of the project could. Where something may define names that cannot be known, nothing is said of any.
/// </summary>
internal sealed class KnownVariables
{
    /// <summary>What the engine gives by itself, and facts of modules that do not begin as all others do.</summary>
    private static readonly string[] Always =
    [
        "environment", "group_names", "groups", "hostvars", "inventory_dir", "inventory_file", "inventory_hostname", "inventory_hostname_short", "item", "module_setup", "gather_subset", "omit",
        "packages", "play_hosts", "playbook_dir", "role_name", "role_names", "role_path", "role_uuid", "services", "tcp_listen", "udp_listen", "vars",
    ];

    private static readonly string[] Beginnings = ["ansible_", "facter_", "ohai_", "getent_", "discovered_interpreter_"];

    private readonly HashSet<string> _names = new(Always, StringComparer.Ordinal);
    private readonly HashSet<RoleInstance> _roles = [];
    private readonly ActionSearch _actions;

    public KnownVariables(IReadOnlyList<PlayModel> plays, PyDict extra, IPlayInventory inventory, ActionSearch actions)
    {
        _actions = actions;
        Add(extra);
        foreach (var host in inventory.Hosts.Append("localhost")) _names.UnionWith(inventory.VariablesOf(host).SelectMany(l => l.Names));
        var words = new ProjectWords();
        foreach (var play in plays)
        {
            AddPlay(play);
            words.AddFolder(play.Config.Folder);
            foreach (var role in RolesOf(play)) words.AddFolder(role.Folder);
            // Whoever checks without hosts does not say what the inventory will define.
            IsUnknowable |= inventory.Hosts.Count == 0 && play.Config.Hosts is not ("localhost" or "127.0.0.1");
        }
        _names.UnionWith(words.Names);
        IsUnknowable |= words.IsPartial;
    }

    /// <summary>Whether there may be variables that nobody can know of before the run.</summary>
    public bool IsUnknowable { get; private set; }

    public IReadOnlyCollection<string> Names => _names;

    public bool Contains(string name) => _names.Contains(name) || Beginnings.Any(b => name.StartsWith(b, StringComparison.Ordinal));

    private void AddPlay(PlayModel play)
    {
        Add(play.Variables);
        foreach (var prompt in play.Config.Prompts) _names.Add(prompt.Name);
        if (play.Config.Keywords["vars_files"]?.Value is { } files) IsUnknowable |= HasTemplate(files) || HasPathOutside(files);
        foreach (var role in RolesOf(play)) AddRole(role);
        foreach (var node in play.Sequence.Concat(play.Handlers)) AddNode(node);
    }

    private static IEnumerable<RoleInstance> RolesOf(PlayModel play) => play.Roles.Concat(play.PublicRoles).SelectMany(r => r.AllDependencies.Append(r)).Distinct();

    private void AddRole(RoleInstance role)
    {
        if (!_roles.Add(role)) return;
        Add(role.Parameters);
        Add(role.KeywordVariables);
        foreach (var layer in role.VariableLayers.Concat(role.DefaultLayers)) Add(layer);
    }

    private void AddNode(PlayNode node)
    {
        switch (node)
        {
            case BlockNode block:
                Add(block.Variables);
                Add(block.IncludeParameters);
                foreach (var inner in block.Body.Concat(block.Rescue).Concat(block.Always)) AddNode(inner);
                break;
            case TaskNode task:
                Add(task.Variables);
                if (task.Role is { } role) AddRole(role);
                AddTask(task);
                break;
        }
    }

    private void AddTask(TaskNode task)
    {
        var config = task.Config;
        if (config.Keywords["register"]?.Value is string register) _names.Add(register);
        switch (config.ActionName)
        {
            case "set_fact" or "add_host":
                foreach (var key in config.Arguments.Keys)
                {
                    if (key is string name && !TemplateText.IsTemplate(name) && !name.StartsWith('_')) _names.Add(name);
                    else IsUnknowable = true;
                }
                break;
            case "include_vars":
                if (config.Arguments.TryGet("name", out var given) && given is string into) _names.Add(into);
                else IsUnknowable |= HasTemplate(config.Arguments) || HasPathOutside(config.Arguments);
                break;
            case "include_tasks" or "include_role" or "include":
                IsUnknowable |= HasTemplate(config.Arguments) || HasPathOutside(config.Arguments) || config.ActionName == "include_role";
                break;
            default:
                IsUnknowable |= config.HasTemplatedAction || (config.Kind == TaskKind.Action && !IsOwn(task));
                break;
        }
    }

    /// <summary>A module that people wrote may give any facts.</summary>
    private bool IsOwn(TaskNode task)
    {
        try
        {
            return _actions.Of(task) is not ModuleAction;
        }
        catch (TaskFailure)
        {
            return false;
        }
    }

    private static bool HasTemplate(object? value) => Templating.TemplateTexts.IsIn(value);

    private static bool HasPathOutside(object? value) => value switch
    {
        string text => text.StartsWith('/') || text.StartsWith('~') || text.Contains("../", StringComparison.Ordinal),
        PyList list => list.Items.Any(HasPathOutside),
        PyDict dict => dict.Values.Any(HasPathOutside),
        _ => false,
    };

    private void Add(PyDict? variables)
    {
        if (variables is not null) _names.UnionWith(variables.Keys.OfType<string>());
    }
}
