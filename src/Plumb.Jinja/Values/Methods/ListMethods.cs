using System.Collections.Frozen;
using Plumb.Jinja.Calls;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Values.Methods;

/// <summary>The methods of lists.</summary>
internal static class ListMethods
{
    public static readonly FrozenDictionary<string, PyMethod> All = new Dictionary<string, PyMethod>
    {
        ["append"] = On("append", [Required("object")], (list, a) => Append(list, a[0])),
        ["clear"] = On("clear", [], (list, _) => Done(list.Items.Clear)),
        ["copy"] = On("copy", [], (list, _) => new PyList(list.Items)),
        ["count"] = On("count", [Required("value")], (list, a) => PyInteger.Box(list.Count(i => PyEquality.AreEqual(i, a[0])))),
        ["extend"] = On("extend", [Required("iterable")], (list, a) => Extend(list, a[0])),
        ["index"] = On("index", [Required("value"), Optional("start", 0L), Optional("stop", long.MaxValue)], (list, a) => Positions.IndexOf(list, a, $"{PyText.Repr(a[0])} is not in list")),
        ["insert"] = On("insert", [Required("index"), Required("object")], Insert),
        ["pop"] = On("pop", [Optional("index", -1L)], Pop),
        ["remove"] = On("remove", [Required("value")], Remove),
        ["reverse"] = On("reverse", [], (list, _) => Done(list.Items.Reverse)),
        ["sort"] = On("sort", [Optional("key"), Optional("reverse", PyBoolean.False)], (list, a) => Sort(list, PyValues.Truth(a[1]))),
    }.ToFrozenDictionary();

    private static PyMethod On(string name, Parameter[] parameters, Func<PyList, object?[], object?> body) =>
        MethodArguments.Of(new Signature(name, 0, parameters), (owner, arguments) => body((PyList)owner, arguments));

    private static object? Done(Action action)
    {
        action();
        return null;
    }

    private static object? Append(PyList list, object? item)
    {
        Bounds.CheckItems(list.Count + 1L);
        list.Items.Add(item);
        return null;
    }

    private static object? Extend(PyList list, object? items)
    {
        object?[] added = [.. PyValues.Iterate(items)];
        Bounds.CheckItems((long)list.Count + added.Length);
        list.Items.AddRange(added);
        return null;
    }

    private static object? Insert(PyList list, object?[] arguments)
    {
        var index = MethodArguments.Count(arguments[0]);
        if (index < 0) index += list.Count;
        list.Items.Insert(Math.Clamp(index, 0, list.Count), arguments[1]);
        return null;
    }

    private static object? Pop(PyList list, object?[] arguments)
    {
        var index = MethodArguments.Count(arguments[0]);
        if (list.Count == 0) throw new JinjaException("IndexError", "pop from empty list");
        if (index < 0) index += list.Count;
        if (index < 0 || index >= list.Count) throw new JinjaException("IndexError", "pop index out of range");
        var item = list[index];
        list.Items.RemoveAt(index);
        return item;
    }

    private static object? Remove(PyList list, object?[] arguments)
    {
        var index = list.Items.FindIndex(i => PyEquality.AreEqual(i, arguments[0]));
        if (index < 0) throw JinjaException.Value("list.remove(x): x not in list");
        list.Items.RemoveAt(index);
        return null;
    }

    private static object? Sort(PyList list, bool reverse)
    {
        var sorted = PySort.Sorted(list.Items, i => i, reverse);
        list.Items.Clear();
        list.Items.AddRange(sorted);
        return null;
    }
}

/// <summary>The methods of tuples, ranges, and lists that cannot be changed.</summary>
internal static class TupleMethods
{
    public static readonly FrozenDictionary<string, PyMethod> All = new Dictionary<string, PyMethod>
    {
        ["count"] = On("count", [Required("value")], (items, a) => PyInteger.Box(items.Count(i => PyEquality.AreEqual(i, a[0])))),
        ["index"] = On("index", [Required("value"), Optional("start", 0L), Optional("stop", long.MaxValue)], (items, a) => Positions.IndexOf(items, a, "tuple.index(x): x not in tuple")),
    }.ToFrozenDictionary();

    private static PyMethod On(string name, Parameter[] parameters, Func<IPySequence, object?[], object?> body) =>
        MethodArguments.Of(new Signature(name, 0, parameters), (owner, arguments) => body((IPySequence)owner, arguments));
}

internal static class Positions
{
    /// <summary>The first position of a value between two others.</summary>
    public static object IndexOf(IPySequence items, object?[] arguments, string otherwise)
    {
        var (start, stop) = (MethodArguments.Count(arguments[1]), MethodArguments.Count(arguments[2]));
        if (start < 0) start = Math.Max(0, start + items.Count);
        if (stop < 0) stop += items.Count;
        for (var i = start; i < Math.Min(stop, items.Count); i++)
        {
            if (PyEquality.AreEqual(items[i], arguments[0])) return PyInteger.Box(i);
        }
        throw JinjaException.Value(otherwise);
    }
}
