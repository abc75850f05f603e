using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Applying;

/// <summary>
/// Adds to a configuration's graph what has to be destroyed, in the order that makes it possible: dependents go before
/// what they depend on; a replaced object goes before the new one comes, or, where it says so, after it and after all
/// that uses it has changed over.
/// </summary>
internal sealed class ApplyGraph
{
    private readonly ConfigurationTree _tree;
    private readonly ConfigurationGraph _graph;
    private readonly Dictionary<ResourceConfigAddress, DestroyVertex> _destroys = [];
    private readonly Dictionary<ResourceConfigAddress, HashSet<ResourceConfigAddress>> _stored = [];
    private readonly HashSet<ResourceConfigAddress> _createFirst = [];

    private ApplyGraph(ConfigurationTree tree, ConfigurationGraph graph) => (_tree, _graph) = (tree, graph);

    public static IReadOnlyDictionary<ResourceConfigAddress, DestroyVertex> AddDestroys(ConfigurationTree tree, ConfigurationGraph graph, Plan plan)
    {
        var builder = new ApplyGraph(tree, graph);
        builder.AddVertices(plan);
        if (builder._destroys.Count == 0) return builder._destroys;
        builder.CollectStored(plan.PriorState);
        builder.OrderDestroys();
        builder.OrderReplacements();
        builder.OrderProviders(plan);
        builder.OrderUpdatesAfterDestroys();
        return builder._destroys;
    }

    private void AddVertices(Plan plan)
    {
        foreach (var change in plan.Changes)
        {
            if (change.Action is not (ChangeAction.Delete or ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete or ChangeAction.Forget)) continue;
            var block = change.Address.Resource.Config;
            if (!_destroys.ContainsKey(block)) _destroys[block] = _graph.Add(new DestroyVertex(_tree.Root.Find(block.Module) ?? _tree.Root, block));
            if (change.Action == ChangeAction.CreateThenDelete || (change.CreateBeforeDestroy && change.Action == ChangeAction.Delete)) _createFirst.Add(block);
        }
        // An object that makes room for its successor goes first, even where others of its block could go last.
        foreach (var change in plan.Changes)
            if (change.Action == ChangeAction.DeleteThenCreate) _createFirst.Remove(change.Address.Resource.Config);
    }

    /// <summary>What each block's objects were made from, as the state remembers.</summary>
    private void CollectStored(StateDocument state)
    {
        foreach (var resource in state.Resources.Values)
        {
            var block = resource.Address.Config;
            if (!_stored.TryGetValue(block, out var dependencies)) _stored[block] = dependencies = [];
            foreach (var instance in resource.Instances.Values)
            {
                if (instance.Current is { } current) dependencies.UnionWith(current.Dependencies);
                foreach (var deposed in instance.Deposed.Values) dependencies.UnionWith(deposed.Dependencies);
            }
        }
    }

    /// <summary>A dependent's destroy comes before its dependency's, through blocks that destroy nothing.</summary>
    private void OrderDestroys()
    {
        foreach (var (block, destroy) in _destroys)
        {
            foreach (var dependency in DestroyedBehind(block)) dependency.Dependencies.Add(destroy);
        }
    }

    private IEnumerable<DestroyVertex> DestroyedBehind(ResourceConfigAddress block)
    {
        var seen = new HashSet<ResourceConfigAddress> { block };
        var open = new Stack<ResourceConfigAddress>(_stored.GetValueOrDefault(block) ?? []);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            if (_destroys.TryGetValue(next, out var destroy))
            {
                yield return destroy;
                continue;
            }
            foreach (var further in _stored.GetValueOrDefault(next) ?? []) open.Push(further);
        }
    }

    private void OrderReplacements()
    {
        foreach (var (block, destroy) in _destroys)
        {
            if (!_graph.Resources.TryGetValue(block, out var resource)) continue;
            if (_createFirst.Contains(block)) destroy.Dependencies.Add(resource);
            else resource.Dependencies.Add(destroy);
        }
        foreach (var user in _graph.Resources.Values)
        {
            foreach (var used in BlockOrdering.NearestResources(user).ToArray())
                if (_createFirst.Contains(used.Address)) _destroys[used.Address].Dependencies.Add(user);
        }
    }

    /// <summary>Destroying needs the provider, and the provider what its configuration refers to.</summary>
    private void OrderProviders(Plan plan)
    {
        foreach (var change in plan.Changes)
        {
            if (!_destroys.TryGetValue(change.Address.Resource.Config, out var destroy)) continue;
            if (!_graph.Providers.TryGetValue(change.Provider, out var provider)) continue;
            if (!destroy.Dependencies.Add(provider)) continue;
            foreach (var needed in BlockOrdering.NearestResources(provider))
                if (_destroys.TryGetValue(needed.Address, out var later) && later != destroy) later.Dependencies.Add(destroy);
        }
    }

    /// <summary>
    /// An object that is updated because what it was made from goes is updated after that is gone, as the peer has it,
    /// unless that would make a circle.
    /// </summary>
    private void OrderUpdatesAfterDestroys()
    {
        var added = new List<(Vertex From, Vertex To)>();
        foreach (var resource in _graph.Resources.Values)
        {
            foreach (var dependency in _stored.GetValueOrDefault(resource.Address) ?? [])
            {
                if (!_destroys.TryGetValue(dependency, out var destroy) || dependency.Equals(resource.Address)) continue;
                if (_createFirst.Contains(dependency)) destroy.Dependencies.Add(resource);
                else if (resource.Dependencies.Add(destroy)) added.Add((resource, destroy));
            }
        }
        if (added.Count == 0 || CycleFinder.Find(_graph.Vertices).Count == 0) return;
        foreach (var (from, to) in added) from.Dependencies.Remove(to);
    }
}
