using Plumb.Jinja;
using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters that rearrange lists and dictionaries.</summary>
internal static class CollectionFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        new JinjaFilter("combine", (_, value, arguments) => Combine(value, arguments)),
        FilterDefinition.Filter("extract", "container, morekeys=None", Extract),
        FilterDefinition.Filter("flatten", "levels=None, skip_nulls=True", call => new PyList(Flatten(PyValues.Iterate(call.Value), call[0] is null ? null : call.Count(0), call.Flag(1)))),
        FilterDefinition.Filter("dict2items", "key_name='key', value_name='value'", DictToItems, "dict_to_list_of_dict_key_value_elements"),
        FilterDefinition.Filter("items2dict", "key_name='key', value_name='value'", ItemsToDict, "list_of_dict_key_value_elements_to_dict"),
        FilterDefinition.Filter("subelements", "subelements, skip_missing=False", Subelements),
        FilterDefinition.Filter("rekey_on_member", "key, duplicates='error'", Rekey),
    ];

    internal static IEnumerable<object?> Flatten(IEnumerable<object?> items, int? levels, bool skipNulls)
    {
        foreach (var item in items)
        {
            if (skipNulls && (item is null or "None" or "null")) continue;
            if (item is not IPySequence inner || levels == 0)
            {
                yield return item;
                continue;
            }

            foreach (var element in Flatten(inner, levels - 1, skipNulls)) yield return element;
        }
    }

    private static object? Combine(object? value, CallArguments arguments)
    {
        var named = FilterDefinition.Named(arguments);
        var recursive = named.Remove("recursive", out var recurses) && PyValues.Truth(recurses);
        var listMerge = named.Remove("list_merge", out var merge) ? PyText.Str(merge) : "replace";
        if (named.Count > 0) throw TemplatingException.Filter("'recursive' and 'list_merge' are the only valid keyword arguments");

        List<object?> dictionaries = [.. Flatten(arguments.Positional.Prepend(value), 1, skipNulls: true)];
        foreach (var dictionary in dictionaries) RefuseUndefined(dictionary);
        if (dictionaries.Count == 0) return new PyDict();

        var result = dictionaries[^1];
        for (var i = dictionaries.Count - 2; i >= 0; i--) result = HashMerge.Merge(dictionaries[i], result, recursive, listMerge);
        return result;
    }

    private static void RefuseUndefined(object? value)
    {
        switch (value)
        {
            case Undefined undefined:
                throw undefined.Fault();
            case PyDict dict:
                foreach (var item in dict.Values) RefuseUndefined(item);
                break;
            case PyList list:
                foreach (var item in list) RefuseUndefined(item);
                break;
        }
    }

    private static object? Extract(FilterCall call)
    {
        IEnumerable<object?> more = call[1] switch { null => [], PyList list => list, var key => [key] };
        var value = call[0];
        foreach (var key in more.Prepend(call.Value)) value = Subscript.Get(call.Context, value, key);
        return value;
    }

    private static PyList DictToItems(FilterCall call)
    {
        if (call.Value is Undefined undefined) throw undefined.Fault();
        if (call.Value is not IPyMapping mapping) throw JinjaException.Type($"dict2items requires a dictionary, got <class '{PyTypes.FullNameOf(call.Value)}'> instead.");
        return new PyList(PyMappings.Entries(mapping).Select(e => new PyDict { [call[0]] = e.Key, [call[1]] = e.Value }));
    }

    private static PyDict ItemsToDict(FilterCall call)
    {
        if (call.Value is Undefined undefined) throw undefined.Fault();
        if (call.Value is not IPySequence list) throw JinjaException.Type($"items2dict requires a list, got <class '{PyTypes.FullNameOf(call.Value)}'> instead.");
        var dict = new PyDict();
        foreach (var item in list)
        {
            if (item is not IPyMapping entry) throw JinjaException.Type($"items2dict requires a list of dictionaries, got {PyText.Str(list)} instead.");
            if (!entry.TryGet(call[0], out var key) || !entry.TryGet(call[1], out var value))
                throw JinjaException.Type($"items2dict requires each dictionary in the list to contain the keys '{call.TextOf(0)}' and '{call.TextOf(1)}', got {PyText.Str(list)} instead.");
            dict[key] = value;
        }

        return dict;
    }

    private static PyList Subelements(FilterCall call)
    {
        var elements = call.Value switch
        {
            Undefined undefined => throw undefined.Fault(),
            PyDict dict => dict.Values,
            PyList list => list,
            _ => throw TemplatingException.Filter("obj must be a list of dicts or a nested dict"),
        };
        object?[] path = call[0] switch
        {
            PyList keys => [.. keys],
            string text => text.Split('.'),
            _ => throw JinjaException.Type("subelements must be a list or a string"),
        };

        List<object?> pairs = [];
        foreach (var element in elements)
        {
            var inner = Inner(element, path, call.Flag(1));
            if (inner is not PyList list) throw JinjaException.Type($"the key {PyText.Repr(path[^1])} should point to a list, got {PyText.Repr(inner)}");
            pairs.AddRange(list.Select(item => new PyTuple(element, item)));
        }

        return new PyList(pairs);
    }

    private static object? Inner(object? element, object?[] path, bool skipMissing)
    {
        foreach (var key in path)
        {
            if (element is not IPyMapping mapping) throw JinjaException.Type($"the key {PyText.Str(key)} should point to a dictionary, got '{PyText.Str(element)}'");
            if (mapping.TryGet(key, out var value)) element = value;
            else if (skipMissing) return new PyList();
            else throw TemplatingException.Filter($"could not find {PyText.Repr(key)} key in iterated item {PyText.Repr(element)}");
        }

        return element;
    }

    private static PyDict Rekey(FilterCall call)
    {
        var duplicates = call.TextOf(1);
        if (duplicates is not ("error" or "overwrite")) throw TemplatingException.Filter($"duplicates parameter to rekey_on_member has unknown value: {duplicates}");
        if (PyValues.Truth(call.Value)) PyValues.Truth(call[0]);
        var items = call.Value switch
        {
            IPyMapping mapping => PyMappings.Entries(mapping).Select(e => e.Value),
            string or Markup or PyBytes => null,
            _ => PyValues.IterateOrNone(call.Value),
        };
        if (items is null) throw JinjaException.Type("Type is not a valid list, set, or dict");

        var rekeyed = new PyDict();
        foreach (var item in items)
        {
            if (item is not IPyMapping member) throw JinjaException.Type("List item is not a valid dict");
            if (!member.TryGet(call[0], out var key)) throw TemplatingException.Filter($"Key {call.TextOf(0)} was not found");
            if (rekeyed.ContainsKey(key) && duplicates == "error") throw TemplatingException.Filter($"Key {PyText.Str(key)} is not unique, cannot correctly turn into dict");
            rekeyed[key] = item;
        }

        return rekeyed;
    }
}
