using Plumb.Jinja.Values;
using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Modules;

/// <summary>
/// Finds what does a task: an action of this program, or a module that people wrote. It knows the folders of one run: those of its
/// playbooks, of the roles that came in, of collections, and those that the configuration names.
/// </summary>
internal sealed class ActionSearch
{
    private readonly ActionTable _actions;
    private readonly AnsibleSettings _settings;
    private readonly ModuleFolders _folders;
    private readonly ModuleSearch _search;
    private readonly ModuleSearch _moduleSearch;
    private readonly PreparedModules _prepared;
    private readonly IReadOnlyList<string> _roleFolders;

    public ActionSearch(ActionTable actions, AnsibleSettings settings, DataFiles files, IReadOnlyList<string> libraries, string playbookFolder)
    {
        (_actions, _settings) = (actions, settings);
        // An installed ansible-core is looked for only when a name needs it.
        var core = Core = new Lazy<CoreInstallation?>(() => CoreInstallation.Find(settings.Environment.Variable));
        _folders = new ModuleFolders([.. libraries, .. settings.List("DEFAULT_MODULE_PATH")], settings.List("DEFAULT_MODULE_UTILS_PATH"), settings.List("DEFAULT_ACTION_PLUGIN_PATH"));
        var collections = Collections = new CollectionFolders(new Lazy<IReadOnlyList<string>>(() =>
            [Path.Combine(playbookFolder, "collections"), .. settings.CollectionsPaths.Select(CollectionFolders.Root), .. core.Value is { } installed ? [installed.BesideCollections] : (string[])[]]), files);
        Groups = new ModuleGroups(collections, () => core.Value, name => FullName(name, [])) { Validates = settings.Flag("VALIDATE_ACTION_GROUP_METADATA") };
        var rejected = RejectedModules.Read(settings, files);
        _search = Search(leavesOutActions: false);
        _moduleSearch = Search(leavesOutActions: true);
        _prepared = new PreparedModules(_folders, collections, () => core.Value, settings);
        _roleFolders = [Path.Combine(playbookFolder, "roles"), .. settings.RolesPath];
        AddFolder(playbookFolder);

        ModuleSearch Search(bool leavesOutActions) => new(_folders, collections, () => core.Value, settings.List("MODULE_IGNORE_EXTS"))
        {
            IsNative = name => actions.Names.Contains(name),
            IsReplaceable = name => actions.Find(name) is OperationAction,
            LeavesOutActions = leavesOutActions,
            Rejected = rejected,
        };
    }

    /// <summary>Runs actions in Python; null where none are run.</summary>
    public UserPlugins? Plugins { get; init; }

    public ModuleGroups Groups { get; }

    /// <summary>The collections that are installed here, or lie beside the playbook.</summary>
    public CollectionFolders Collections { get; }

    public Lazy<CoreInstallation?> Core { get; }

    /// <summary>The name of what does the task with the collection that it is of; the name itself where nothing does.</summary>
    public string FullName(string name, IReadOnlyList<string> collections)
    {
        var found = _search.Find(name, collections) switch
        {
            { Plugin: not null } plugin => OfFolders(plugin.FullName),
            { File: { } file } => OfFolders(file.Name),
            { Native: { } native } => native,
            _ => name,
        };
        if (found.Contains('.', StringComparison.Ordinal)) return found;
        return _actions.Names.Contains(found) ? $"ansible.builtin.{found}" : $"ansible.legacy.{found}";
    }

    /// <summary>What lies in folders beside playbooks is not what this program has under the same name.</summary>
    private static string OfFolders(string name) => name.Contains('.', StringComparison.Ordinal) ? name : $"ansible.legacy.{name}";

    /// <summary>Takes in the modules beside a playbook, or of a role.</summary>
    public void AddFolder(string folder) => _folders.Add(folder);

    /// <summary>Whether a task may name this action, as far as can be told before roles are there.</summary>
    public bool MayExist(string name) => _actions.Names.Contains(ActionNames.Short(name)) || _search.MayExist(name, _roleFolders);

    /// <summary>The file of a module that people wrote, or null where the name leads to none.</summary>
    public ModuleFile? FileOf(string name) => _search.Find(name, [])?.File;

    /// <summary>What does the task.</summary>
    /// <exception cref="TaskFailure">Nothing does, or what would cannot be run.</exception>
    public IAction Of(TaskNode task)
    {
        var name = task.Config.Action;
        return Find(name, CollectionsOf(task)) ?? throw new TaskFailure($"The module {name} was not found in configured module paths") { IsUntried = true };
    }

    /// <summary>What does what a name says, or null where nothing does.</summary>
    /// <exception cref="TaskFailure">It is known why nothing does.</exception>
    public IAction? Find(string name, IReadOnlyList<string> collections)
    {
        // Names that the engine made up for its own tasks are in no folder.
        if (_search.Find(name, collections) is not { } target) return _actions.Names.Contains(ActionNames.Short(name)) ? _actions.Find(ActionNames.Short(name)) : null;
        if (target.Refusal is { } reason) throw new TaskFailure(reason);
        if (target.Plugin is { } plugin) return Plugin(target.PluginName, plugin, collections);
        return target.File is { } file ? new ModuleAction(file, _prepared, _settings) : _actions.Find(target.Native ?? name);
    }

    /// <summary>The module of a name, though there may be an action of it too; or null where nothing has it.</summary>
    public IAction? FindModule(string name, IReadOnlyList<string> collections)
    {
        if (_moduleSearch.Find(name, collections) is not { } target) return _actions.Names.Contains(ActionNames.Short(name)) ? _actions.Find(ActionNames.Short(name)) : null;
        if (target.Refusal is { } reason) throw new TaskFailure(reason);
        return target.File is { } file ? new ModuleAction(file, _prepared, _settings) : _actions.Find(target.Native ?? name);
    }

    private PluginAction Plugin(string name, string path, IReadOnlyList<string> collections) => Plugins is { } plugins
        ? new PluginAction(plugins, this, name, collections)
        : throw new TaskFailure($"The action {name} is a plugin in Python ({path}), and none are run here.");

    /// <summary>The collections that names without one are looked for in: that of the role, then those that the keyword names.</summary>
    public static IReadOnlyList<string> CollectionsOf(TaskNode task)
    {
        var named = task.Scope.Nearest("collections")?.Value is PyList list ? list.Items.OfType<string>() : [];
        return task.Role is { } role && CollectionOf(role.Folder) is { } own ? [own, .. named] : [.. named];
    }

    private static string? CollectionOf(string folder)
    {
        var parts = folder.Split('/');
        var place = Array.LastIndexOf(parts, CollectionFolders.Package);
        return place >= 0 && place + 3 < parts.Length && parts[place + 3] == "roles" ? $"{parts[place + 1]}.{parts[place + 2]}" : null;
    }
}
