using System.Collections;

namespace Plumb.Jinja.Values;

/// <summary>What gives its elements once: what <c>map</c>, <c>select</c> and their like make. Has no length, and is always true.</summary>
public sealed class PyIterator(IEnumerator<object?> source, string typeName = "generator") : IEnumerable<object?>
{
    public PyIterator(IEnumerable<object?> source, string typeName = "generator") : this(source.GetEnumerator(), typeName) { }

    public string TypeName => typeName;

    public bool TryNext(out object? value)
    {
        var more = source.MoveNext();
        value = more ? source.Current : null;
        return more;
    }

    public IEnumerator<object?> GetEnumerator()
    {
        while (TryNext(out var value)) yield return value;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
