using System.Collections;

namespace Plumb.Jinja.Values;

/// <summary>A Python list: mutable, compared by its elements.</summary>
public sealed class PyList(List<object?> items) : IPySequence
{
    public PyList() : this([]) { }

    public PyList(IEnumerable<object?> items) : this([.. items]) { }

    public List<object?> Items { get; } = items;

    public int Count => Items.Count;

    public object? this[int index] => Items[index];

    /// <summary>By position, for a template may add to a list that it goes through.</summary>
    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < Items.Count; i++) yield return Items[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
