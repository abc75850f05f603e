using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Python;

namespace Plumb.Playbooks.Templating.Collections.General;

/// <summary>The <c>lists_mergeby</c> filter: lists of dictionaries made one, those with the same key merged, sorted by the key.</summary>
internal static class ListsMergeBy
{
    public static object? Apply(object? value, CallArguments arguments)
    {
        var named = FilterDefinition.Named(arguments);
        var recursive = named.Remove("recursive", out var recurses) && PyValues.Truth(recurses);
        var listMerge = named.Remove("list_merge", out var merge) ? PyText.Str(merge) : "replace";
        if (named.Count > 0) throw TemplatingException.Filter("'recursive' and 'list_merge' are the only valid keyword arguments.");
        if (arguments.Positional.Count == 0) throw TemplatingException.Filter("At least one list and index are needed.");

        var lists = Lists([value, .. arguments.Positional.SkipLast(1)]);
        if (lists.Count <= 1) return lists.Count == 0 ? new PyList() : lists[0];
        if (arguments.Positional[^1] is not string index) throw TemplatingException.Filter($"First argument after the lists for community.general.lists_mergeby must be string. {PyText.Str(arguments.Positional[^1])} is <class '{PyTypes.FullNameOf(arguments.Positional[^1])}'>");

        var result = lists[^1];
        for (var i = lists.Count - 2; i >= 0; i--) result = Merge(lists[i], result, index, recursive, listMerge);
        return result;
    }

    private static List<IPySequence> Lists(IEnumerable<object?> terms)
    {
        List<IPySequence> lists = [];
        foreach (var term in terms)
        {
            if (term is Undefined undefined) throw undefined.Fault();
            if (term is not IPySequence list) throw TemplatingException.Filter($"All arguments before the argument index for community.general.lists_mergeby must be lists. {PyText.Str(term)} is <class '{PyTypes.FullNameOf(term)}'>");
            if (list.Count == 0) continue;
            if (list.All(item => item is IPySequence)) lists.AddRange(list.Cast<IPySequence>());
            else lists.Add(list);
        }

        return lists;
    }

    private static PyList Merge(IPySequence first, IPySequence second, string index, bool recursive, string listMerge)
    {
        var byKey = new PyDict();
        foreach (var item in first.Concat(second))
        {
            if (item is not IPyMapping element) throw TemplatingException.Filter($"Elements of list arguments for lists_mergeby must be dictionaries. {PyText.Str(item)} is <class '{PyTypes.FullNameOf(item)}'>");
            if (!element.TryGet(index, out var key)) continue;
            byKey[key] = HashMerge.Merge(byKey.TryGet(key, out var known) ? known : new PyDict(), element, recursive, listMerge);
        }

        return new PyList(PythonSorting.By(byKey.Entries, e => e.Key).Select(e => e.Value));
    }
}
