namespace Plumb.Jinja.Values;

/// <summary>Python's sort: stable, by keys that are made once; elements that are equal keep their order also in reverse.</summary>
public static class PySort
{
    /// <summary>Runs of this length are put in order by insertion before they are merged.</summary>
    private const int Run = 8;

    /// <param name="items">The elements; a list is put in order itself.</param>
    /// <param name="key">What an element is ordered by.</param>
    /// <param name="reverse">Whether the greatest comes first.</param>
    public static List<T> Sorted<T>(IEnumerable<T> items, Func<T, object?> key, bool reverse)
    {
        var sorted = items as List<T> ?? [.. items];
        var keys = new object?[sorted.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = key(sorted[i]);
        return Sorted(sorted, keys, reverse);
    }

    /// <summary>Puts a list in the order of the keys of its elements.</summary>
    internal static List<T> Sorted<T>(List<T> items, object?[] keys, bool reverse)
    {
        var keyed = new (object? Key, T Item)[items.Count];
        for (var i = 0; i < keyed.Length; i++) keyed[i] = (keys[i], items[i]);
        // Reversed before and after, equal elements end in the order they came in.
        if (reverse) Array.Reverse(keyed);
        Sort(keyed, keyed.Length <= Run ? default : new (object?, T)[keyed.Length]);
        if (reverse) Array.Reverse(keyed);
        for (var i = 0; i < keyed.Length; i++) items[i] = keyed[i].Item;
        return items;
    }

    private static void Sort<T>(Span<(object? Key, T Item)> items, Span<(object? Key, T Item)> space)
    {
        if (items.Length <= Run)
        {
            Insert(items);
            return;
        }
        var middle = items.Length / 2;
        Sort(items[..middle], space[..middle]);
        Sort(items[middle..], space[middle..]);
        items.CopyTo(space);
        Merge(space[..middle], space[middle..], items);
    }

    private static void Insert<T>(Span<(object? Key, T Item)> items)
    {
        for (var i = 1; i < items.Length; i++)
        {
            var moved = items[i];
            var at = i;
            for (; at > 0 && PyOrder.Less(moved.Key, items[at - 1].Key); at--) items[at] = items[at - 1];
            items[at] = moved;
        }
    }

    private static void Merge<T>(Span<(object? Key, T Item)> left, Span<(object? Key, T Item)> right, Span<(object? Key, T Item)> into)
    {
        var (l, r) = (0, 0);
        for (var i = 0; i < into.Length; i++)
        {
            var takesRight = l == left.Length || (r < right.Length && PyOrder.Less(right[r].Key, left[l].Key));
            into[i] = takesRight ? right[r++] : left[l++];
        }
    }
}
