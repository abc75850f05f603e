namespace Plumb.Jinja.Values;

/// <summary>Python's sort: stable, by keys that are made once; elements that are equal keep their order also in reverse.</summary>
public static class PySort
{
    /// <summary>Asks whether the later element is less, as Python does, so that faults name the two in its order.</summary>
    private static readonly Comparer<object?> Later = Comparer<object?>.Create((x, y) => -PyOrder.Instance.Compare(y, x));

    public static List<T> Sorted<T>(IEnumerable<T> items, Func<T, object?> key, bool reverse)
    {
        (object? Key, T Item)[] keyed = [.. items.Select(i => (key(i), i))];
        // A sort of .NET wraps the fault of its comparer.
        try
        {
            var order = reverse ? keyed.OrderByDescending(k => k.Key, Later) : keyed.OrderBy(k => k.Key, Later);
            return [.. order.Select(k => k.Item)];
        }
        catch (InvalidOperationException e) when (e.InnerException is JinjaException fault)
        {
            throw new JinjaException(fault.PythonClass, fault.Message);
        }
    }
}
