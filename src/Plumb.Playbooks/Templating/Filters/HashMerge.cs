using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Merges dictionaries: entries of the second come over those of the first, lists are treated as asked.</summary>
internal static class HashMerge
{
    public static PyDict Merge(object? first, object? second, bool recursive, string listMerge)
    {
        if (listMerge is not ("replace" or "keep" or "append" or "prepend" or "append_rp" or "prepend_rp"))
            throw TemplatingException.Failure("merge_hash: 'list_merge' argument can only be equal to 'replace', 'keep', 'append', 'prepend', 'append_rp' or 'prepend_rp'");
        if (first is not IPyMapping || second is not IPyMapping) throw Refused(first, second);
        return Merge((IPyMapping)first, (IPyMapping)second, recursive, listMerge);
    }

    private static PyDict Merge(IPyMapping first, IPyMapping second, bool recursive, string listMerge)
    {
        var merged = new PyDict(PyMappings.Entries(first));
        foreach (var (key, value) in PyMappings.Entries(second))
        {
            merged[key] = !merged.TryGet(key, out var old) ? value : (old, value) switch
            {
                (IPyMapping a, IPyMapping b) => recursive ? Merge(a, b, recursive, listMerge) : value,
                (PyList a, PyList b) => Merge(a, b, listMerge),
                _ => value,
            };
        }

        return merged;
    }

    private static PyList Merge(PyList first, PyList second, string listMerge) => listMerge switch
    {
        "keep" => first,
        "append" => new PyList(first.Concat(second)),
        "prepend" => new PyList(second.Concat(first)),
        "append_rp" => new PyList(Without(first, second).Concat(second)),
        "prepend_rp" => new PyList(second.Concat(Without(first, second))),
        _ => second,
    };

    private static IEnumerable<object?> Without(PyList items, PyList excluded) => items.Where(item => !PyValues.Contains(excluded, item));

    private static TemplatingException Refused(object? first, object? second) =>
        TemplatingException.Failure($"failed to combine variables, expected dicts but got a '{PyTypes.NameOf(first)}' and a '{PyTypes.NameOf(second)}': \n{Shown(first)}\n{Shown(second)}");

    private static string Shown(object? value)
    {
        try
        {
            return new PythonJsonWriter().Write(value);
        }
        catch (Jinja.JinjaException)
        {
            return PyText.Str(value);
        }
    }
}
