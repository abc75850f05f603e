using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Graph;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Model;

namespace Plumb.Engine.Applying;

/// <summary>
/// Adds to a configuration's graph what has to be destroyed, in the order that makes it possible: dependents go before
/// what they depend on; a replaced object goes before the new one comes, or, where it says so, after it and after all
/// that uses it has changed over.
/// </summary>
/// <remarks>
/// Needed are the order of the configuration, since values flow along it; a replaced object's place before or after its
/// successor; and the provider that destroys. These have no cycles: an object that goes after its successor has all that
/// the successor depends on do the same. All else is wanted, but what is stored may contradict the configuration, or
/// itself where earlier applies failed half way. Then it counts in this order: what is stored of objects that exist; what
/// is stored of and about deposed ones; what providers are configured from; who has to change over first; and what is
/// only good manners. State stores dependencies by block, so a vertex for each block and role orders as finely as one
/// for each instance would.
/// </remarks>
internal sealed class ApplyGraph
{
    private readonly ConfigurationGraph _graph;
    private readonly Dictionary<(ResourceConfigAddress Block, DestroyRole Role), DestroyVertex> _destroys = [];
    private readonly ILookup<ResourceConfigAddress, DestroyVertex> _byBlock;
    private readonly StoredOrder _stored;
    private readonly HashSet<ResourceConfigAddress> _changing;
    private readonly Dictionary<DestroyVertex, ProviderVertex[]> _actionProviders = [];

    private ApplyGraph(ConfigurationTree tree, ConfigurationGraph graph, Plan plan)
    {
        _graph = graph;
        foreach (var change in plan.Changes.Where(Destroys))
        {
            var key = (Block: change.Address.Resource.Config, Role: RoleOf(change));
            if (!_destroys.TryGetValue(key, out var destroy))
                _destroys[key] = destroy = graph.Add(new DestroyVertex(tree.Root.Find(key.Block.Module) ?? tree.Root, key.Block, key.Role));
            if (graph.Providers.TryGetValue(change.Provider, out var provider)) destroy.Dependencies.Add(provider);
        }
        _byBlock = _destroys.Values.ToLookup(d => d.Address);
        _stored = new StoredOrder(plan, _byBlock);
        AddActionProviders(plan);
        _changing = [.. plan.Changes.Where(c => c.Action is not (ChangeAction.NoOp or ChangeAction.Delete or ChangeAction.Forget)).Select(c => c.Address.Resource.Config)];
    }

    public static IReadOnlyCollection<DestroyVertex> AddDestroys(ConfigurationTree tree, ConfigurationGraph graph, Plan plan)
    {
        var builder = new ApplyGraph(tree, graph, plan);
        if (builder._destroys.Count == 0) return [];
        builder.OrderReplacements();
        var wanted = new WantedOrder(graph.Vertices);
        var stored = builder._stored.Edges().ToLookup(e => e.Later.Role == DestroyRole.Deposed || e.Earlier.Role == DestroyRole.Deposed, e => ((Vertex)e.Later, (Vertex)e.Earlier));
        wanted.Add(from providers in builder._actionProviders from provider in providers.Value select ((Vertex)providers.Key, (Vertex)provider));
        wanted.Add(stored[false]);
        wanted.Add(stored[true]);
        wanted.Add(builder.ProvidersLast());
        wanted.Add(builder.StoredUsersFirst());
        wanted.Add(builder.UsersFirst());
        wanted.Add(builder.UpdatesAfterDestroys());
        wanted.Add(builder.RoomInBlock());
        wanted.Apply();
        return builder._destroys.Values;
    }

    /// <summary>What does the actions that a destroy sets off is configured before. That alone is waited for: all else is known from the plan.</summary>
    private void AddActionProviders(Plan plan)
    {
        var byObject = plan.Actions.Where(a => a.Cause is { Event.IsOfDestroy: true }).ToLookup(a => a.Cause?.Object);
        if (byObject.Count == 0) return;
        foreach (var (destroy, changes) in plan.Changes.Where(c => Destroys(c) && c.DeposedKey is null).GroupBy(c => _destroys[(c.Address.Resource.Config, RoleOf(c))]).Select(g => (g.Key, g)))
        {
            var providers = changes.SelectMany(c => byObject[c.Address]).Select(a => _graph.Providers.GetValueOrDefault(a.Provider)).OfType<ProviderVertex>().Distinct().ToArray();
            if (providers.Length > 0) _actionProviders[destroy] = providers;
        }
    }

    public static bool Destroys(ResourceChange change) =>
        change.Action is ChangeAction.Delete or ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete or ChangeAction.Forget;

    public static DestroyRole RoleOf(ResourceChange change) => change switch
    {
        { DeposedKey: not null } => DestroyRole.Deposed,
        { Action: ChangeAction.DeleteThenCreate } => DestroyRole.MakesRoom,
        { Action: ChangeAction.CreateThenDelete } => DestroyRole.Succeeded,
        { Action: ChangeAction.Delete, CreateBeforeDestroy: true } => DestroyRole.LeavesLast,
        _ => DestroyRole.Leaves,
    };

    private static bool IsLast(DestroyVertex destroy) => destroy.Role is DestroyRole.Succeeded or DestroyRole.LeavesLast or DestroyRole.Deposed;

    private void OrderReplacements()
    {
        foreach (var destroy in _destroys.Values)
        {
            if (!_graph.Resources.TryGetValue(destroy.Address, out var resource)) continue;
            if (destroy.Role == DestroyRole.MakesRoom) resource.Dependencies.Add(destroy);
            else if (destroy.Role == DestroyRole.Succeeded) destroy.Dependencies.Add(resource);
        }
    }

    /// <summary>What a provider is configured from outlives what the provider destroys.</summary>
    private IEnumerable<(Vertex Later, Vertex Earlier)> ProvidersLast()
    {
        var needed = new Dictionary<ProviderVertex, ResourceVertex[]>();
        foreach (var destroy in _destroys.Values)
        {
            foreach (var provider in destroy.Dependencies.OfType<ProviderVertex>().Union(_actionProviders.GetValueOrDefault(destroy, [])))
            {
                if (!needed.TryGetValue(provider, out var resources)) needed[provider] = resources = [.. BlockOrdering.NearestResources(provider)];
                foreach (var later in resources.SelectMany(r => _byBlock[r.Address])) yield return (later, destroy);
            }
        }
    }

    /// <summary>What was made from an object changes over before that goes.</summary>
    private IEnumerable<(Vertex Later, Vertex Earlier)> StoredUsersFirst() =>
        from user in ChangingResources()
        from destroy in _stored.DependenciesOf(user.Address).SelectMany(d => _byBlock[d])
        where IsLast(destroy)
        select ((Vertex)destroy, (Vertex)user);

    /// <summary>What is made from the successor comes before the old object goes, so that a failure leaves both.</summary>
    private IEnumerable<(Vertex Later, Vertex Earlier)> UsersFirst() =>
        from user in ChangingResources()
        from used in BlockOrdering.NearestResources(user).Append(user)
        from destroy in _byBlock[used.Address]
        where IsLast(destroy)
        select ((Vertex)destroy, (Vertex)user);

    /// <summary>An object that is updated because what it was made from goes is updated after that is gone, as the peer has it.</summary>
    private IEnumerable<(Vertex Later, Vertex Earlier)> UpdatesAfterDestroys() =>
        from user in ChangingResources()
        from destroy in _stored.DependenciesOf(user.Address).Where(d => !d.Equals(user.Address)).SelectMany(d => _byBlock[d])
        where !IsLast(destroy)
        select ((Vertex)user, (Vertex)destroy);

    /// <summary>What leaves a block may hold a name that another of the block is to have.</summary>
    private IEnumerable<(Vertex Later, Vertex Earlier)> RoomInBlock() =>
        from user in ChangingResources()
        from destroy in _byBlock[user.Address]
        where destroy.Role == DestroyRole.Leaves
        select ((Vertex)user, (Vertex)destroy);

    private IEnumerable<ResourceVertex> ChangingResources() => _graph.Resources.Values.Where(r => _changing.Contains(r.Address));
}
