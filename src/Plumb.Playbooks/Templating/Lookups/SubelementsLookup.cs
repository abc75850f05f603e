using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>Pairs each element with each entry of a list in it.</summary>
internal static class SubelementsLookup
{
    public static readonly Lookup Definition = new("subelements", Run);

    private static List<object?> Run(LookupCall call)
    {
        if (call.Terms.Count is < 2 or > 3) throw Terms("");
        object first = call.Terms[0] switch { PyTuple tuple => tuple, IPyMapping map => map, PyList list => list, var other => new PyList([other]) };
        if (call.Terms[1] is not string path) throw Terms("first a dict or a list, second a string pointing to the subkey");
        if (first is IPyMapping result && IsSkipped(result)) return [];
        var flags = call.Terms.Count == 3 ? call.Terms[2] : new PyDict();
        if (flags is not IPyMapping options || options.Keys.Any(k => k is not "skip_missing")) throw Terms("the optional third item must be a dict with flags ('skip_missing',)");
        var skipMissing = options.TryGet("skip_missing", out var skip) && (skip is string word ? PythonTruth.Parse(word) ?? false : PyValues.Truth(skip));

        var elements = first is IPyMapping mapping ? PyMappings.Entries(mapping).Select(e => e.Value) : (IPySequence)first;
        return [.. elements.SelectMany(element => Pairs(element, path.Split('.'), skipMissing))];
    }

    private static IEnumerable<object?> Pairs(object? element, string[] path, bool skipMissing)
    {
        if (element is not IPyMapping item) throw TemplatingException.Failure($"subelements lookup expects a dictionary, got '{PyText.Str(element)}'");
        if (IsSkipped(item)) return [];
        if (Find(item, path, skipMissing) is not { } owner || !owner.TryGet(path[^1], out var list)) return [];
        if (list is not PyList entries) throw TemplatingException.Failure($"the key {path[^1]} should point to a list, got '{PyText.Str(list)}'");
        // The list is not in the element that the pairs show.
        var bare = Without(item, path);
        return entries.Select(entry => new PyTuple(bare, entry));
    }

    /// <summary>The dictionary that holds the list, or null where something on the way is missing and may be.</summary>
    private static IPyMapping? Find(IPyMapping item, string[] path, bool skipMissing)
    {
        for (var i = 0; ; i++)
        {
            if (!item.TryGet(path[i], out var value)) return skipMissing ? null : throw TemplatingException.Failure($"could not find '{path[i]}' key in iterated item '{PyText.Str(item)}'");
            if (i == path.Length - 1) return item;
            if (value is IPyMapping inner) item = inner;
            else return skipMissing ? null : throw TemplatingException.Failure($"the key {path[i]} should point to a dictionary, got '{PyText.Str(value)}'");
        }
    }

    private static PyDict Without(IPyMapping item, ReadOnlySpan<string> path)
    {
        var copy = new PyDict(PyMappings.Entries(item));
        if (path.Length == 1) copy.Remove(path[0]);
        else if (copy.TryGet(path[0], out var inner) && inner is IPyMapping mapping) copy[path[0]] = Without(mapping, path[1..]);
        return copy;
    }

    private static bool IsSkipped(IPyMapping item) => item.TryGet("skipped", out var skipped) && skipped is not false;

    private static TemplatingException Terms(string why) => TemplatingException.Failure($"subelements lookup expects a list of two or three items, {why}");
}
