using Plumb.Core.Addresses;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Applying;

/// <summary>The state while it changes: the only owner of the document during an apply. Every change goes to the journal.</summary>
internal sealed class WorkingState(StateDocument document, IStateJournal journal, Func<string> newDeposedKey)
{
    private readonly Lock _gate = new();

    public StateDocument Document { get; } = document;

    public InstanceState? Find(ResourceInstanceAddress address)
    {
        lock (_gate) return Document.Resources.GetValueOrDefault(address.Resource)?.Instances.GetValueOrDefault(address.Key);
    }

    public ValueTask SetCurrentAsync(ResourceInstanceAddress address, ProviderConfigAddress provider, InstanceKey providerKey, string? each, ObjectState? current, CancellationToken cancellation) =>
        ChangeAsync(address, provider, providerKey, each, i => i with { Current = current }, cancellation);

    /// <summary>Puts the current object aside; the key tells it from other deposed ones.</summary>
    public async ValueTask<string> DeposeAsync(ResourceInstanceAddress address, ProviderConfigAddress provider, InstanceKey providerKey, string? each, CancellationToken cancellation)
    {
        var key = newDeposedKey();
        while (Find(address)?.Deposed.ContainsKey(key) == true) key = newDeposedKey();
        await ChangeAsync(address, provider, providerKey, each, i => i.Current is { } current
            ? i with { Current = null, Deposed = new Dictionary<string, ObjectState>(i.Deposed) { [key] = current } }
            : i, cancellation).ConfigureAwait(false);
        return key;
    }

    /// <summary>Makes a deposed object the current one again, where its replacement did not come to be.</summary>
    public ValueTask RestoreAsync(ResourceInstanceAddress address, string deposedKey, ProviderConfigAddress provider, InstanceKey providerKey, string? each, CancellationToken cancellation) =>
        ChangeAsync(address, provider, providerKey, each, i => i.Current is null && i.Deposed.TryGetValue(deposedKey, out var deposed)
            ? i with { Current = deposed, Deposed = Without(i.Deposed, deposedKey) }
            : i, cancellation);

    public ValueTask SetDeposedAsync(ResourceInstanceAddress address, string deposedKey, ObjectState? state, ProviderConfigAddress provider, InstanceKey providerKey, string? each, CancellationToken cancellation) =>
        ChangeAsync(address, provider, providerKey, each, i =>
        {
            var deposed = Without(i.Deposed, deposedKey);
            if (state is not null) deposed[deposedKey] = state;
            return i with { Deposed = deposed };
        }, cancellation);

    private static Dictionary<string, ObjectState> Without(IReadOnlyDictionary<string, ObjectState> deposed, string key)
    {
        var rest = new Dictionary<string, ObjectState>(deposed);
        rest.Remove(key);
        return rest;
    }

    private ValueTask ChangeAsync(ResourceInstanceAddress address, ProviderConfigAddress provider, InstanceKey providerKey, string? each, Func<InstanceState, InstanceState> change, CancellationToken cancellation)
    {
        InstanceState? changed;
        lock (_gate)
        {
            if (!Document.Resources.TryGetValue(address.Resource, out var resource))
                Document.Resources[address.Resource] = resource = new ResourceState { Address = address.Resource, Provider = provider, Each = each };
            resource.Provider = provider;
            resource.Each = each;
            changed = change(resource.Instances.GetValueOrDefault(address.Key) ?? new InstanceState()) with { ProviderKey = providerKey };
            if (changed.Current is null && changed.Deposed.Count == 0) changed = null;
            if (changed is null) resource.Instances.Remove(address.Key);
            else resource.Instances[address.Key] = changed;
            if (resource.Instances.Count == 0) Document.Resources.Remove(address.Resource);
            // Begun here, so that changes of one instance come to the journal in the order that they were made in.
            return journal.RecordAsync(new StateOutcome(address, provider, each, changed), cancellation);
        }
    }
}
