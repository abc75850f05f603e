using System.Collections;

namespace Plumb.Jinja.Values;

/// <summary>A Python tuple: immutable, compared by its elements.</summary>
public class PyTuple(params object?[] items) : IPySequence
{
    public int Count => items.Length;

    public object? this[int index] => items[index];

    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
