using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>Lookups that rearrange their terms and reach for nothing else.</summary>
internal static class ListLookups
{
    public static readonly Lookup Items = new("items", call => Flatten(call.Terms));

    public static readonly Lookup List = new("list", call => call.Terms);

    public static readonly Lookup Dict = new("dict", call => [.. call.Terms.SelectMany(Entries)]);

    public static readonly Lookup IndexedItems = new("indexed_items", call => [.. Flatten(call.Terms).Select((item, index) => new PyTuple((long)index, item))]);

    public static readonly Lookup Nested = new("nested", call => Product(call.Terms));

    public static readonly Lookup Together = new("together", call => Transposed(call.Terms));

    public static readonly Lookup RandomChoice = new("random_choice", call => call.Terms.Count == 0 ? call.Terms : [call.Terms[PythonRandom.System().Below(call.Terms.Count)]]);

    /// <summary>The terms, with lists among them laid out: one level.</summary>
    internal static List<object?> Flatten(IEnumerable<object?> terms) => [.. terms.SelectMany(term => term is PyList or PyTuple ? (IPySequence)term : (IEnumerable<object?>)[term])];

    /// <summary>A term as a list: a list as it is, anything else as the only element.</summary>
    internal static IEnumerable<object?> Listified(object? term) => term switch
    {
        string or Markup => [term],
        IPyMapping mapping => mapping.Keys,
        _ => PyValues.IterateOrNone(term) ?? [term],
    };

    private static IEnumerable<object?> Entries(object? term)
    {
        if (term is not IPyMapping mapping) throw TemplatingException.Failure("with_dict expects a dict");
        return PyMappings.Entries(mapping).Select(e => new PyDict { ["key"] = e.Key, ["value"] = e.Value });
    }

    private static List<object?> Product(IReadOnlyList<object?> terms)
    {
        if (terms.Count == 0) throw TemplatingException.Failure("with_nested requires at least one element in the nested list");
        IEnumerable<object?> rows = Listified(terms[0]);
        foreach (var term in terms.Skip(1))
        {
            List<object?> next = [.. Listified(term)];
            rows = rows.SelectMany(row => next.Select(item => (object?)new PyList(Flatten([row, item]))));
        }

        return [.. rows.Select(row => new PyList(Flatten(row is PyList or PyTuple ? (IPySequence)row : PyValues.Iterate(row))))];
    }

    private static List<object?> Transposed(IReadOnlyList<object?> terms)
    {
        if (terms.Count == 0) throw TemplatingException.Failure("with_together requires at least one element in each list");
        List<List<object?>> columns = [.. terms.Select(term => Listified(term).ToList())];
        return [.. Enumerable.Range(0, columns.Max(c => c.Count)).Select(row => new PyList(Flatten(columns.Select(c => row < c.Count ? c[row] : null))))];
    }
}
