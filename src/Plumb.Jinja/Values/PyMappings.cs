namespace Plumb.Jinja.Values;

/// <summary>What can be said of any mapping.</summary>
public static class PyMappings
{
    public static IEnumerable<KeyValuePair<object?, object?>> Entries(IPyMapping mapping)
    {
        if (mapping is PyDict dict) return dict.Entries;
        return Read(mapping);
    }

    private static IEnumerable<KeyValuePair<object?, object?>> Read(IPyMapping mapping)
    {
        foreach (var key in mapping.Keys)
        {
            if (mapping.TryGet(key, out var value)) yield return KeyValuePair.Create(key, value);
        }
    }
}
