using System.Collections.Concurrent;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>What a run has learnt, host by host; facts that are kept beyond it are read when they are first asked for.</summary>
public sealed class HostStores(IFactCache cache)
{
    private readonly ConcurrentDictionary<string, HostStore> _stores = new(StringComparer.Ordinal);

    public HostStore Of(string host) => _stores.GetOrAdd(host, Load);

    public void AddFacts(string host, PyDict facts)
    {
        var store = Of(host);
        store.AddFacts(facts);
        if (store.GivenFacts is { } all) cache.Write(host, all);
    }

    public void ClearFacts(string host)
    {
        Of(host).ClearFacts();
        cache.Remove(host);
    }

    private HostStore Load(string host)
    {
        var store = new HostStore(host);
        if (cache.Read(host) is { } facts) store.AddFacts(facts);
        return store;
    }
}
