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
    public IEnumerator<object?> GetEnumerator() => new Position(Items);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Position(List<object?> items) : IEnumerator<object?>
    {
        private int at = -1;

        public object? Current { get; private set; }

        public bool MoveNext()
        {
            if (++at >= items.Count) return false;
            Current = items[at];
            return true;
        }

        public void Reset() => at = -1;

        public void Dispose() { }
    }
}
