using System.Collections.Immutable;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Variables;

/// <summary>
/// What a run has learnt of one host: its facts, what tasks registered or set, and variables that were included. Written by one
/// task at a time, read by all: readers see a whole state, never half of a change.
/// </summary>
public sealed class HostStore(string host)
{
    private ImmutableDictionary<string, object?> _set = ImmutableDictionary<string, object?>.Empty;
    private ImmutableDictionary<string, object?> _included = ImmutableDictionary<string, object?>.Empty;
    private ImmutableList<string> _order = [];
    private GatheredFacts? _facts;

    public string Host => host;

    /// <summary>Registered results and facts that tasks have set.</summary>
    public ImmutableDictionary<string, object?> Set => Volatile.Read(ref _set);

    /// <summary>The names of <see cref="Set"/> in the order in which they were first set.</summary>
    public IReadOnlyList<string> SetNames => Volatile.Read(ref _order);

    public ImmutableDictionary<string, object?> Included => Volatile.Read(ref _included);

    /// <summary>The facts gathered, without their prefix; null before the first. Never changed in place.</summary>
    public PyDict? Facts => Volatile.Read(ref _facts)?.Bare;

    /// <summary>The same under the names that modules gave them; null before the first.</summary>
    public PyDict? GivenFacts => Volatile.Read(ref _facts)?.Given;

    public void SetVariable(string name, object? value)
    {
        if (!_set.ContainsKey(name)) Volatile.Write(ref _order, _order.Add(name));
        Volatile.Write(ref _set, _set.SetItem(name, value));
    }

    public void Include(string name, object? value) => Volatile.Write(ref _included, _included.SetItem(name, value));

    /// <summary>Adds facts under the names that a module gave them.</summary>
    public void AddFacts(PyDict facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var merged = _facts?.Given.Copy() ?? new PyDict(facts.Count);
        merged.Update(facts);
        Volatile.Write(ref _facts, new GatheredFacts(merged, FactNames.Bare(merged)));
    }

    public void ClearFacts() => Volatile.Write(ref _facts, null);

    private sealed record GatheredFacts(PyDict Given, PyDict Bare);
}
