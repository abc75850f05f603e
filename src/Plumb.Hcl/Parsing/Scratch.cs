namespace Plumb.Hcl.Parsing;

/// <summary>
/// A stack on which lists that nest in each other are collected, so that each becomes an array of its exact length and
/// nothing else. Whoever adds takes all down to the mark it began at.
/// </summary>
internal sealed class Scratch<T>
{
    private readonly List<T> _items = [];

    public int Mark => _items.Count;

    public void Add(T item) => _items.Add(item);

    /// <summary>What has been added since the mark.</summary>
    public Span<T> Since(int mark) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items)[mark..];

    public T[] Take(int mark)
    {
        var taken = Since(mark).ToArray();
        _items.RemoveRange(mark, taken.Length);
        return taken;
    }
}
