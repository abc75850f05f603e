using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning;

/// <summary>What a plan has come to so far: changes, drift, and the refreshed state. Added to from several threads.</summary>
internal sealed class PlanLedger(StateDocument prior)
{
    private readonly ConcurrentDictionary<ResourceInstanceAddress, ResourceChange> _changes = [];
    private readonly ConcurrentDictionary<ResourceConfigAddress, bool> _pending = [];
    private readonly ConcurrentBag<ResourceChange> _deposed = [];
    private readonly ConcurrentBag<ResourceChange> _drift = [];
    private readonly ConcurrentDictionary<ResourceInstanceAddress, DeferredChange> _deferred = [];
    private readonly ConcurrentDictionary<ResourceConfigAddress, bool> _deferredBlocks = [];
    private readonly Lock _gate = new();

    /// <summary>The state that changes start from; refreshed objects take the place of stored ones.</summary>
    public StateDocument Prior { get; } = prior;

    public void Add(ResourceChange change)
    {
        if (change.Action != ChangeAction.NoOp) _pending[change.Address.Resource.Config] = true;
        if (change.DeposedKey is null) _changes[change.Address] = change;
        else _deposed.Add(change);
    }

    public void AddDrift(ResourceChange change) => _drift.Add(change);

    /// <summary>The change waits for a later plan, and so does what depends on it.</summary>
    public void Defer(DeferredReason reason, ResourceChange change)
    {
        _deferred[change.Address] = new DeferredChange(reason, change);
        DeferBlock(change.Address.Resource.Config);
    }

    /// <summary>For what is no change itself, such as an object that is only opened.</summary>
    public void DeferBlock(ResourceConfigAddress block) => _deferredBlocks[block] = true;

    public bool HasDeferred => !_deferredBlocks.IsEmpty;

    public bool IsDeferred(ResourceConfigAddress block) => _deferredBlocks.ContainsKey(block);

    public bool IsDeferred(ResourceInstanceAddress address) => _deferred.ContainsKey(address);

    /// <summary>Whether an instance of a block will change.</summary>
    public bool HasPendingChange(ResourceConfigAddress block) => _pending.ContainsKey(block);

    public ResourceChange? Find(ResourceInstanceAddress address) => _changes.GetValueOrDefault(address);

    /// <summary>The change of an object that waits for a later plan; null where it does not wait.</summary>
    public ResourceChange? FindDeferred(ResourceInstanceAddress address) => _deferred.GetValueOrDefault(address)?.Change;

    /// <summary>Replaces an object in the prior state, the current one or a deposed one; null removes it.</summary>
    public void SetPrior(ResourceInstanceAddress address, ProviderConfigAddress provider, InstanceKey providerKey, string? each, ObjectState? state, string? deposedKey = null)
    {
        lock (_gate)
        {
            if (!Prior.Resources.TryGetValue(address.Resource, out var resource))
            {
                if (state is null) return;
                Prior.Resources[address.Resource] = resource = new ResourceState { Address = address.Resource, Provider = provider, Each = each };
            }
            resource.Provider = provider;
            var instance = (resource.Instances.GetValueOrDefault(address.Key) ?? new InstanceState()) with { ProviderKey = providerKey };
            instance = deposedKey is null ? instance with { Current = state } : instance with { Deposed = Replace(instance.Deposed, deposedKey, state) };
            if (instance.Current is null && instance.Deposed.Count == 0) resource.Instances.Remove(address.Key);
            else resource.Instances[address.Key] = instance;
            if (resource.Instances.Count == 0) Prior.Resources.Remove(address.Resource);
        }
    }

    private static Dictionary<string, ObjectState> Replace(IReadOnlyDictionary<string, ObjectState> deposed, string key, ObjectState? state)
    {
        var all = new Dictionary<string, ObjectState>(deposed);
        if (state is null) all.Remove(key);
        else all[key] = state;
        return all;
    }

    public IReadOnlyList<ResourceChange> Changes() => Sort(_changes.Values.Concat(_deposed));

    public IReadOnlyList<DeferredChange> Deferred() => [.. _deferred.Values.OrderBy(d => d.Change.Address)];

    public IReadOnlyList<ResourceChange> Drift() => Sort(_drift);

    private static ResourceChange[] Sort(IEnumerable<ResourceChange> changes)
    {
        var sorted = changes.ToArray();
        Array.Sort(sorted, static (a, b) => a.Address.CompareTo(b.Address) is not 0 and var order ? order : string.CompareOrdinal(a.DeposedKey, b.DeposedKey));
        return sorted;
    }
}
