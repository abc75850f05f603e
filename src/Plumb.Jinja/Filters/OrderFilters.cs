using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Filters;

/// <summary>Filters that put items in order, or look for the first in an order.</summary>
internal static class OrderFilters
{
    private static readonly Parameter[] CaseAndAttribute = [Optional("case_sensitive", PyBoolean.False), Optional("attribute")];

    public static void AddTo(FilterTable table) => table
        .WithContext("sort", "do_sort", [Optional("reverse", PyBoolean.False), .. CaseAndAttribute], Sort)
        .WithContext("dictsort", "do_dictsort", [Optional("case_sensitive", PyBoolean.False), Optional("by", "key"), Optional("reverse", PyBoolean.False)], (_, value, a) => SortDict(value, a))
        .WithContext("unique", "do_unique", CaseAndAttribute, (context, value, a) => new PyIterator(Unique(context, value, a)))
        .WithContext("min", "do_min", CaseAndAttribute, (context, value, a) => Extreme(context, value, a, PyOrder.Less))
        .WithContext("max", "do_max", CaseAndAttribute, (context, value, a) => Extreme(context, value, a, PyOrder.Greater))
        .WithContext("groupby", "do_groupby", [Required("attribute"), Optional("default"), Optional("case_sensitive", PyBoolean.False)], Group);

    private static PyList Sort(RenderContext context, object? value, object?[] arguments)
    {
        var caseSensitive = PyValues.Truth(arguments[1]);
        var kind = context.Environment.Undefined;
        var items = PyValues.ToList(value);
        var reverse = PyValues.Truth(arguments[0]);
        if (arguments[2] is string or Markup && PyText.Str(arguments[2]) is var attributes && attributes.Contains(',', StringComparison.Ordinal))
        {
            var paths = Array.ConvertAll(attributes.Split(','), a => new AttributePath(a, kind));
            return new PyList(PySort.Sorted(items, item => new PyTuple(Array.ConvertAll(paths, p => p.GetKey(item, caseSensitive))), reverse));
        }
        var path = new AttributePath(arguments[2], kind);
        var keys = new object?[items.Count];
        var comparable = true;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = path.GetKey(items[i], caseSensitive);
            comparable &= keys[i] is string or long;
        }
        // The keys are lists of one element: those that are equal, such as two undefined ones, are never asked which is less.
        return new PyList(PySort.Sorted(items, comparable ? keys : Array.ConvertAll(keys, object? (k) => new PyTuple(k)), reverse));
    }

    private static PyList SortDict(object? value, object?[] arguments)
    {
        var position = (arguments[1] as string) switch
        {
            "key" => 0,
            "value" => 1,
            _ => throw new JinjaException("FilterArgumentError", "You can only sort by either \"key\" or \"value\""),
        };
        if (value is Undefined undefined) throw undefined.Fault();
        if (value is not IPyMapping mapping) throw new JinjaException("AttributeError", $"'{PyTypes.NameOf(value)}' object has no attribute 'items'");
        var caseSensitive = PyValues.Truth(arguments[0]);
        object? Key(PyTuple pair) => caseSensitive ? pair[position] : AttributePath.IgnoreCase(pair[position]);
        var pairs = new List<PyTuple>(mapping.Count);
        foreach (var (key, item) in PyMappings.Entries(mapping)) pairs.Add(new PyTuple(key, item));
        return new PyList(PySort.Sorted(pairs, Key, PyValues.Truth(arguments[2])));
    }

    private static IEnumerable<object?> Unique(RenderContext context, object? value, object?[] arguments)
    {
        var path = new AttributePath(arguments[1], context.Environment.Undefined);
        var caseSensitive = PyValues.Truth(arguments[0]);
        var seen = new PySet();
        foreach (var item in PyValues.Iterate(value))
        {
            if (seen.Add(path.GetKey(item, caseSensitive))) yield return item;
        }
    }

    private static object? Extreme(RenderContext context, object? value, object?[] arguments, Func<object?, object?, bool> precedes)
    {
        var path = new AttributePath(arguments[1], context.Environment.Undefined);
        var caseSensitive = PyValues.Truth(arguments[0]);
        object? best = null;
        object? bestKey = null;
        var any = false;
        foreach (var item in PyValues.Iterate(value))
        {
            var key = path.GetKey(item, caseSensitive);
            if (any && !precedes(key, bestKey)) continue;
            (best, bestKey, any) = (item, key, true);
        }
        return any ? best : context.Undefined("No aggregated item, sequence was empty.");
    }

    private static PyList Group(RenderContext context, object? value, object?[] arguments)
    {
        var path = new AttributePath(arguments[0], context.Environment.Undefined, arguments[1]);
        var caseSensitive = PyValues.Truth(arguments[2]);
        var groups = new List<object?>();
        object? lastKey = null;
        PyList? group = null;
        foreach (var item in PySort.Sorted(PyValues.ToList(value), i => path.GetKey(i, caseSensitive), reverse: false))
        {
            var key = path.GetKey(item, caseSensitive);
            if (group is null || !PyEquality.AreEqual(key, lastKey))
            {
                group = new PyList();
                groups.Add(new GroupTuple(caseSensitive ? key : path.Get(item), group));
                lastKey = key;
            }
            group.Items.Add(item);
        }
        return new PyList(groups);
    }
}
