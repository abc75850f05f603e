namespace Plumb.Playbooks.Modules;

/// <summary>
/// The folders in which people keep modules and what these import: beside playbooks and in roles, in the order in which they came into
/// the run, then those that the configuration names. A role's folders serve the whole run once the role was read, as with the peer.
/// </summary>
internal sealed class ModuleFolders(IReadOnlyList<string> configured, IReadOnlyList<string> configuredUtilities, IReadOnlyList<string> configuredActions)
{
    private readonly List<string> _libraries = [];
    private readonly List<string> _utilities = [];
    private readonly List<string> _actions = [];
    private IReadOnlyList<string>? _configuredTrees;
    private IReadOnlyList<string>? _configuredActionTrees;

    /// <summary>Grows whenever there are more folders, so that what was found before can be found anew.</summary>
    public int Generation { get; private set; }

    /// <summary>The folders of modules, the strongest first. Those that are configured may have two levels of folders.</summary>
    public IEnumerable<string> Libraries => _libraries.Concat(_configuredTrees ??= [.. configured.SelectMany(Tree)]);

    public IEnumerable<string> Utilities => _utilities.Concat(configuredUtilities);

    /// <summary>The folders of action plugins.</summary>
    public IEnumerable<string> ActionPlugins => _actions.Concat(_configuredActionTrees ??= [.. configuredActions.SelectMany(Tree)]);

    /// <summary>Takes in what lies beside a playbook or in a role.</summary>
    public void Add(string folder)
    {
        lock (_libraries)
        {
            AddTo(_libraries, Path.Combine(folder, "library"));
            AddTo(_utilities, Path.Combine(folder, "module_utils"));
            AddTo(_actions, Path.Combine(folder, "action_plugins"));
        }
    }

    private void AddTo(List<string> folders, string folder)
    {
        folder = Path.GetFullPath(folder);
        if (folders.Contains(folder) || !Directory.Exists(folder)) return;
        folders.Add(folder);
        Generation++;
    }

    private static IEnumerable<string> Tree(string root)
    {
        if (!Directory.Exists(root)) return [];
        var first = Directory.GetDirectories(root).Order(StringComparer.Ordinal).ToList();
        return [.. first, .. first.SelectMany(d => Directory.GetDirectories(d).Order(StringComparer.Ordinal)), root];
    }
}
