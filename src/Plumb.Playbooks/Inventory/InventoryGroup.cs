using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Inventory;

/// <summary>
/// A group of hosts and of other groups. Only <see cref="InventoryState"/> changes it. The depth is the longest way from "all"; of groups
/// with the same depth the one with the higher priority, then the later name, overrides.
/// </summary>
public sealed class InventoryGroup(string name)
{
    private readonly List<InventoryHost> _hosts = [];
    private readonly HashSet<string> _hostNames = [];
    private readonly List<InventoryGroup> _children = [];
    private readonly List<InventoryGroup> _parents = [];
    private IReadOnlyList<InventoryHost>? _allHosts;

    public string Name { get; } = name;

    public int Depth { get; private set; }

    public long Priority { get; internal set; } = 1;

    /// <summary>Those of the inventory's own sources, without files of variables.</summary>
    public PyDict Variables { get; } = new();

    /// <summary>The hosts in the group itself, in the order in which they were added.</summary>
    public IReadOnlyList<InventoryHost> Hosts => _hosts;

    public IReadOnlyList<InventoryGroup> Children => _children;

    public IReadOnlyList<InventoryGroup> Parents => _parents;

    /// <summary>The hosts of the group and of all groups below it, those of nearer groups first.</summary>
    public IReadOnlyList<InventoryHost> AllHosts => _allHosts ??= FindAllHosts();

    public override string ToString() => Name;

    internal bool Contains(string host) => _hostNames.Contains(host);

    internal IReadOnlySet<InventoryGroup> Ancestors()
    {
        var found = new HashSet<InventoryGroup>();
        var open = new Stack<InventoryGroup>(_parents);
        while (open.TryPop(out var group))
            if (found.Add(group)) foreach (var parent in group._parents) open.Push(parent);
        return found;
    }

    internal bool AddHost(InventoryHost host)
    {
        if (!_hostNames.Add(host.Name)) return false;
        _hosts.Add(host);
        host.JoinGroup(this);
        ForgetHosts();
        return true;
    }

    internal void RemoveHost(InventoryHost host)
    {
        if (!_hostNames.Remove(host.Name)) return;
        _hosts.Remove(host);
        host.LeaveGroup(this);
        ForgetHosts();
    }

    internal bool AddChild(InventoryGroup child)
    {
        if (child == this) throw new InventoryException($"can't add group to itself: {Name}");
        if (_children.Contains(child)) return false;
        var ancestors = new HashSet<InventoryGroup>(Ancestors()) { this };
        if (ancestors.Contains(child)) throw new InventoryException($"Adding group '{child.Name}' as child to '{Name}' creates a recursive dependency loop.");
        ancestors.ExceptWith(child.Ancestors());
        _children.Add(child);
        child._parents.Add(this);
        child.Deepen(Depth + 1);
        foreach (var host in child.AllHosts) host.JoinAncestors(ancestors);
        ForgetHosts();
        return true;
    }

    private void Deepen(int depth)
    {
        if (depth <= Depth) return;
        Depth = depth;
        foreach (var child in _children) child.Deepen(depth + 1);
    }

    private void ForgetHosts()
    {
        _allHosts = null;
        foreach (var group in Ancestors()) group._allHosts = null;
    }

    /// <summary>Level by level. What is reached twice counts where it is reached first.</summary>
    private List<InventoryHost> FindAllHosts()
    {
        var hosts = new List<InventoryHost>();
        var seenHosts = new HashSet<InventoryHost>();
        var seenGroups = new HashSet<InventoryGroup> { this };
        var open = new Queue<InventoryGroup>([this]);
        while (open.TryDequeue(out var group))
        {
            hosts.AddRange(group._hosts.Where(host => seenHosts.Add(host) && !(Name == InventoryState.All && host.IsImplicit)));
            foreach (var child in group._children)
                if (seenGroups.Add(child)) open.Enqueue(child);
        }
        return hosts;
    }
}
