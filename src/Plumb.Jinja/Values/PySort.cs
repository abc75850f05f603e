namespace Plumb.Jinja.Values;

/// <summary>Python's sort: stable, by keys that are made once; elements that are equal keep their order also in reverse.</summary>
public static class PySort
{
    /// <summary>Runs of this length are put in order by insertion before they are merged.</summary>
    private const int Run = 8;

    public static List<T> Sorted<T>(IEnumerable<T> items, Func<T, object?> key, bool reverse)
    {
        (object? Key, T Item)[] keyed = [.. items.Select(i => (key(i), i))];
        // Reversed before and after, equal elements end in the order they came in.
        if (reverse) Array.Reverse(keyed);
        Sort(keyed, new (object?, T)[keyed.Length]);
        if (reverse) Array.Reverse(keyed);
        var sorted = new List<T>(keyed.Length);
        foreach (var (_, item) in keyed) sorted.Add(item);
        return sorted;
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
