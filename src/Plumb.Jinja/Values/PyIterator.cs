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

    public IEnumerator<object?> GetEnumerator() => new Rest(source);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What is left of the source. A loop that breaks off leaves the source open, for another loop goes on with it.</summary>
    private sealed class Rest(IEnumerator<object?> source) : IEnumerator<object?>
    {
        public object? Current => source.Current;

        public bool MoveNext() => source.MoveNext();

        public void Reset() => throw new NotSupportedException("an iterator gives its elements once");

        public void Dispose() { }
    }
}
