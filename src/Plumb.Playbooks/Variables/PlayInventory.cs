using System.Collections.Concurrent;
using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Inventory.Patterns;

namespace Plumb.Playbooks.Variables;

/// <summary>
/// The inventory that was read, as a run sees it. Tasks on many hosts ask it at the same time, so each host's levels are stacked once
/// and kept until the inventory changes.
/// </summary>
public sealed class PlayInventory : IPlayInventory
{
    private readonly InventoryLoader _loader;
    private readonly HostLimit? _limit;
    private readonly HostSelection _selection;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<VariableLayer>> _layers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _groupNames = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _groups;
    private IReadOnlyList<string>? _hosts;
    private string? _playbookFolder;

    public PlayInventory(InventoryLoader loader, HostLimit? limit, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(loader);
        (_loader, _limit) = (loader, limit);
        _selection = new HostSelection(loader.State, diagnostics);
    }

    public IReadOnlyList<string> Hosts
    {
        get
        {
            lock (_gate) return _hosts ??= [.. _loader.State.Hosts.Keys];
        }
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Groups
    {
        get
        {
            lock (_gate)
            {
                if (_groups is not null) return _groups;
                var groups = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
                foreach (var (name, group) in _loader.State.Groups) groups[name] = [.. group.AllHosts.Select(h => h.Name)];
                return _groups = groups;
            }
        }
    }

    public IReadOnlyList<string> Match(string pattern, bool limited)
    {
        lock (_gate) return [.. _selection.Select(pattern, limited ? _limit : null).Select(h => h.Name)];
    }

    public bool Knows(string host)
    {
        lock (_gate) return _loader.State.FindHost(host) is not null;
    }

    public bool IsImplicit(string host)
    {
        lock (_gate) return _loader.State.FindHost(host) is { IsImplicit: true };
    }

    public IReadOnlyList<VariableLayer> VariablesOf(string host) => _layers.TryGetValue(host, out var known) ? known : Stack(host);

    public IReadOnlyList<string> GroupsOf(string host)
    {
        if (_groupNames.TryGetValue(host, out var known)) return known;
        lock (_gate) return _groupNames[host] = _loader.State.FindHost(host)?.GroupNames ?? [];
    }

    public string? SourceOf(string host)
    {
        lock (_gate) return _loader.State.FindHost(host)?.Variables.TryGet("inventory_file", out var file) == true ? file as string : null;
    }

    public bool AddHost(string name, IReadOnlyList<string> groups, PyDict variables)
    {
        lock (_gate)
        {
            var changed = _loader.State.AddDynamicHost(name, variables, groups);
            Forget();
            return changed;
        }
    }

    public bool AddToGroup(string host, string group, IReadOnlyList<string> parents)
    {
        lock (_gate)
        {
            var changed = _loader.State.AddDynamicGroup(host, group, parents);
            Forget();
            return changed;
        }
    }

    public async ValueTask RefreshAsync()
    {
        await _loader.RefreshAsync().ConfigureAwait(false);
        lock (_gate) Forget();
    }

    public string? PlaybookFolder => _playbookFolder;

    public void UsePlaybookFolder(string folder)
    {
        lock (_gate)
        {
            if (_playbookFolder == folder) return;
            _playbookFolder = folder;
            _layers.Clear();
        }
    }

    private IReadOnlyList<VariableLayer> Stack(string host)
    {
        lock (_gate)
        {
            if (_loader.State.FindHost(host) is not { } found) return _layers[host] = [];
            var layers = _loader.Variables.LayersOf(found, _playbookFolder).Where(l => l.Variables.Count > 0).Select(VariableLayer (l) => new DictionaryLayer(l.Variables)).ToList();
            layers.Reverse();
            return _layers[host] = layers;
        }
    }

    private void Forget()
    {
        _layers.Clear();
        _groupNames.Clear();
        (_groups, _hosts) = (null, null);
    }
}
