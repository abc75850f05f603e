using Plumb.Core.Addresses;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Applying;

/// <summary>What the state says of the order to destroy in: what objects were made from, by block and by what becomes of them.</summary>
internal sealed class StoredOrder
{
    private readonly ILookup<ResourceConfigAddress, DestroyVertex> _destroys;
    private readonly Dictionary<ResourceConfigAddress, HashSet<ResourceConfigAddress>> _ofBlocks = [];
    private readonly Dictionary<(ResourceConfigAddress, DestroyRole), HashSet<ResourceConfigAddress>> _ofDestroys = [];

    /// <summary>Blocks whose destroyed objects, current ones, were made from all that any object of the block was made from.</summary>
    private readonly HashSet<ResourceConfigAddress> _ends = [];

    public StoredOrder(Plan plan, ILookup<ResourceConfigAddress, DestroyVertex> destroys)
    {
        _destroys = destroys;
        foreach (var resource in plan.PriorState.Resources.Values)
        {
            foreach (var instance in resource.Instances.Values)
                foreach (var stored in instance.Deposed.Values.Append(instance.Current).OfType<ObjectState>()) AddTo(_ofBlocks, resource.Address.Config, stored);
        }
        foreach (var change in plan.Changes.Where(ApplyGraph.Destroys))
        {
            if (ObjectOf(plan.PriorState, change) is { } stored) AddTo(_ofDestroys, (change.Address.Resource.Config, ApplyGraph.RoleOf(change)), stored);
        }
        foreach (var block in destroys)
        {
            var covered = block.Where(d => d.Role != DestroyRole.Deposed).SelectMany(d => _ofDestroys.GetValueOrDefault((d.Address, d.Role)) ?? []).ToHashSet();
            if (covered.Count == DependenciesOf(block.Key).Count && block.Any(d => d.Role != DestroyRole.Deposed)) _ends.Add(block.Key);
        }
    }

    /// <summary>What any object of a block was made from.</summary>
    public IReadOnlyCollection<ResourceConfigAddress> DependenciesOf(ResourceConfigAddress block) => _ofBlocks.TryGetValue(block, out var dependencies) ? dependencies : [];

    /// <summary>A dependent's destroy comes before its dependency's, through blocks that do not destroy all they have.</summary>
    public IEnumerable<(DestroyVertex Later, DestroyVertex Earlier)> Edges()
    {
        foreach (var destroy in _destroys.SelectMany(d => d))
        {
            var seen = new HashSet<ResourceConfigAddress> { destroy.Address };
            var open = new Stack<ResourceConfigAddress>(_ofDestroys.GetValueOrDefault((destroy.Address, destroy.Role)) ?? []);
            while (open.TryPop(out var next))
            {
                if (!seen.Add(next)) continue;
                foreach (var later in _destroys[next]) yield return (later, destroy);
                if (_ends.Contains(next)) continue;
                foreach (var further in DependenciesOf(next)) open.Push(further);
            }
        }
    }

    private static ObjectState? ObjectOf(StateDocument state, ResourceChange change)
    {
        var instance = state.Resources.GetValueOrDefault(change.Address.Resource)?.Instances.GetValueOrDefault(change.Address.Key);
        return change.DeposedKey is { } key ? instance?.Deposed.GetValueOrDefault(key) : instance?.Current;
    }

    private static void AddTo<TKey>(Dictionary<TKey, HashSet<ResourceConfigAddress>> all, TKey key, ObjectState stored) where TKey : notnull
    {
        if (!all.TryGetValue(key, out var dependencies)) all[key] = dependencies = [];
        dependencies.UnionWith(stored.Dependencies);
    }
}
