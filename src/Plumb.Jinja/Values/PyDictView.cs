using System.Collections;

namespace Plumb.Jinja.Values;

/// <summary>What a view of a dictionary shows.</summary>
public enum PyDictPart
{
    Keys,
    Values,
    Items,
}

/// <summary>What <c>keys()</c>, <c>values()</c> and <c>items()</c> give: shows the dictionary as it is, has a length, but no positions.</summary>
public sealed class PyDictView(IPyMapping mapping, PyDictPart part) : IEnumerable<object?>
{
    public PyDictPart Part => part;

    public int Count => mapping.Count;

    public string TypeName => part switch
    {
        PyDictPart.Keys => "dict_keys",
        PyDictPart.Values => "dict_values",
        _ => "dict_items",
    };

    public IEnumerator<object?> GetEnumerator() => part switch
    {
        PyDictPart.Keys => mapping.Keys.GetEnumerator(),
        PyDictPart.Values => PyMappings.Entries(mapping).Select(e => e.Value).GetEnumerator(),
        _ => PyMappings.Entries(mapping).Select(object? (e) => new PyTuple(e.Key, e.Value)).GetEnumerator(),
    };

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
