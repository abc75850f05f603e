using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory.Variables;

namespace Plumb.Playbooks.Inventory;

/// <summary>
/// The hosts and groups of a run and the variables that the sources gave them. The one owner of them: sources fill it, then add_host and
/// group_by change it. Not safe for several threads at once.
/// </summary>
public sealed partial class InventoryState
{
    public const string All = "all";
    public const string Ungrouped = "ungrouped";

    private static readonly string[] LocalNames = ["127.0.0.1", "localhost", "::1"];

    private readonly OrderedDictionary<string, InventoryHost> _hosts = [];
    private readonly OrderedDictionary<string, InventoryGroup> _groups = [];
    private readonly DiagnosticBag _diagnostics;
    private readonly VariableMerge _merge;
    private readonly string _nameRule;
    private bool _warnedOfNames;

    public InventoryState(AnsibleSettings settings, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _diagnostics = diagnostics;
        _merge = new VariableMerge(settings.MergesDictionaries);
        _nameRule = settings.Text("TRANSFORM_INVALID_GROUP_CHARS") ?? "never";
        MismatchRule = settings.Text("HOST_PATTERN_MISMATCH") ?? "warning";
        Clear();
    }

    /// <summary>In the order in which they were added; without the implicit localhost.</summary>
    public IReadOnlyDictionary<string, InventoryHost> Hosts => _hosts;

    public IReadOnlyDictionary<string, InventoryGroup> Groups => _groups;

    public InventoryGroup AllGroup => _groups[All];

    /// <summary>The localhost of the inventory, or the implicit one once something asked for it.</summary>
    public InventoryHost? Localhost { get; private set; }

    /// <summary>The source that is being read: the variables inventory_file and inventory_dir of the hosts it brings.</summary>
    internal string? CurrentSource { get; set; }

    internal string MismatchRule { get; }

    /// <summary>A host by its name. Names of localhost that are in no inventory give the implicit localhost.</summary>
    public InventoryHost? FindHost(string name) => _hosts.GetValueOrDefault(name) ?? (LocalNames.Contains(name) ? Localhost ??= ImplicitLocalhost(name) : null);

    /// <summary>Adds a group if there is none of the name; gives the name it really has.</summary>
    public string AddGroup(string name)
    {
        if (string.IsNullOrEmpty(name)) throw new InventoryException($"Invalid empty/false group name provided: {name}");
        if (_groups.ContainsKey(name)) return name;
        var safe = SafeName(name);
        _groups.TryAdd(safe, new InventoryGroup(safe));
        return safe;
    }

    public InventoryHost AddHost(string name, string? group = null, int? port = null)
    {
        if (string.IsNullOrEmpty(name)) throw new InventoryException($"Invalid empty host name provided: {name}");
        var into = group is null ? null : _groups.GetValueOrDefault(group) ?? throw new InventoryException($"Could not find group {group} in inventory");
        if (!_hosts.TryGetValue(name, out var host)) host = CreateHost(name, port);
        into?.AddHost(host);
        return host;
    }

    /// <summary>Puts a group or a host into a group; false where it is there already.</summary>
    public bool AddChild(string group, string child)
    {
        var parent = _groups.GetValueOrDefault(group) ?? throw new InventoryException($"{group} is not a known group");
        if (_groups.TryGetValue(child, out var inner)) return parent.AddChild(inner);
        return parent.AddHost(_hosts.GetValueOrDefault(child) ?? throw new InventoryException($"{child} is not a known host nor group"));
    }

    /// <summary>Sets a variable of the group of that name, else of the host.</summary>
    public void SetVariable(string owner, object? name, object? value)
    {
        if (_groups.TryGetValue(owner, out var group)) SetVariable(group, name, value);
        else SetVariable(_hosts.GetValueOrDefault(owner) ?? throw new InventoryException($"Could not identify group or host named {owner}"), name, value);
    }

    public void SetVariable(InventoryHost host, object? name, object? value) => _merge.Apply(host.Variables, One(name, value));

    public void SetVariable(InventoryGroup group, object? name, object? value)
    {
        if (name is not "ansible_group_priority")
        {
            _merge.Apply(group.Variables, One(name, value));
            return;
        }
        if (value is long priority || long.TryParse(PyValues.Str(value), out priority)) group.Priority = priority;
        else throw new InventoryException($"invalid priority of group {group.Name}: {PyValues.Str(value)}");
    }

    /// <summary>Brings the rules into force that hold for every inventory: every group is below "all", a host without a group is in "ungrouped".</summary>
    public void Reconcile()
    {
        CurrentSource = null;
        foreach (var group in _groups.Values)
            if (group.Name != All && group.Parents.Count == 0) AllGroup.AddChild(group);
        var ungrouped = _groups[Ungrouped];
        foreach (var host in _hosts.Values)
        {
            var isGrouped = host.Groups.Any(g => g.Name is not (All or Ungrouped));
            if (isGrouped) ungrouped.RemoveHost(host);
            else ungrouped.AddHost(host);
        }
        foreach (var name in _groups.Keys.Where(_hosts.ContainsKey))
            _diagnostics.Add(InventoryRules.SameName, null, $"Found both group and host with same name: {name}");
    }

    internal void Clear()
    {
        _hosts.Clear();
        _groups.Clear();
        Localhost = null;
        AddGroup(All);
        AddGroup(Ungrouped);
        AddChild(All, Ungrouped);
    }

    internal string SafeName(string name)
    {
        if (GroupNames.IsValid(name)) return name;
        var keeps = _nameRule is "never" or "ignore";
        if (!_warnedOfNames && _nameRule is ("never" or "always"))
        {
            _warnedOfNames = true;
            _diagnostics.Add(InventoryRules.GroupName, null, $"Invalid characters were found in group names {(keeps ? "but not replaced" : "and automatically replaced")}: {name}");
        }
        return keeps ? name : GroupNames.Replace(name);
    }

    private static PyDict One(object? name, object? value)
    {
        var one = new PyDict(1);
        one[name] = value;
        return one;
    }

    private InventoryHost CreateHost(string name, int? port)
    {
        var host = new InventoryHost(name);
        if (port is { } given) host.Variables["ansible_port"] = (long)given;
        _hosts[name] = host;
        host.Variables["inventory_file"] = CurrentSource;
        host.Variables["inventory_dir"] = CurrentSource is { } source ? FolderOf(source) : null;
        if (!LocalNames.Contains(name)) return host;
        if (Localhost is null) Localhost = host;
        else _diagnostics.Add(InventoryRules.Localhost, null, $"A duplicate localhost-like entry was found ({name}). First found localhost was {Localhost.Name}");
        return host;
    }

    /// <summary>A list of hosts is in the folder that a file of its name would be in.</summary>
    private static string FolderOf(string source) => Directory.Exists(source) ? source : Path.GetDirectoryName(Path.GetFullPath(source)) ?? "/";

    private static InventoryHost ImplicitLocalhost(string name)
    {
        var host = new InventoryHost(name) { IsImplicit = true };
        host.Variables["ansible_python_interpreter"] = "/usr/bin/python3";
        host.Variables["ansible_connection"] = "local";
        return host;
    }
}
