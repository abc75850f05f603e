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

    public IEnumerator<object?> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();
}
