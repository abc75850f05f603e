using System.Collections;

namespace Plumb.Jinja.Values;

/// <summary>A Python set. Elements come in the order in which they were added, where Python's order is arbitrary.</summary>
public sealed class PySet : IEnumerable<object?>
{
    private readonly PyDict members = new();

    public PySet() { }

    public PySet(IEnumerable<object?> items)
    {
        foreach (var item in items) Add(item);
    }

    public int Count => members.Count;

    public bool Contains(object? item) => members.ContainsKey(item);

    public bool Add(object? item)
    {
        if (members.ContainsKey(item)) return false;
        members[item] = null;
        return true;
    }

    public bool Remove(object? item) => members.Remove(item);

    public void Clear() => members.Clear();

    public bool IsSubsetOf(PySet other) => Count <= other.Count && members.Keys.All(other.Contains);

    public PySet Union(IEnumerable<object?> other) => new(this.Concat(other));

    public PySet Intersection(PySet other) => new(this.Where(other.Contains));

    public PySet Difference(PySet other) => new(this.Where(item => !other.Contains(item)));

    public PySet SymmetricDifference(PySet other) => Difference(other).Union(other.Difference(this));

    public IEnumerator<object?> GetEnumerator() => members.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
