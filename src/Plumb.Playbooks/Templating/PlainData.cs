using System.Numerics;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>Copies data, so that what a template does to the copy does not change the variable.</summary>
internal static class PlainData
{
    /// <summary>
    /// A copy of a list or dictionary made of nothing but what Python can write down and read back: then the copy is what reading its
    /// written form would give. False where it holds something else.
    /// </summary>
    public static bool TryCopy(object? value, out object? copy)
    {
        copy = value;
        switch (value)
        {
            case null or bool or long or BigInteger or string or PyBytes:
                return true;
            case double number:
                return double.IsFinite(number);
            case Markup markup:
                copy = markup.Text;
                return true;
            case PyList list:
                return TryCopy(list, out copy);
            case PyDict dict:
                return TryCopy(dict, out copy);
            case PyTuple tuple:
                var items = new object?[tuple.Count];
                copy = new PyTuple(items);
                return TryCopyAll(tuple, items);
            default:
                return false;
        }
    }

    private static bool TryCopy(PyList list, out object? copy)
    {
        var items = new object?[list.Count];
        var whole = TryCopyAll(list, items);
        copy = new PyList(new List<object?>(items));
        return whole;
    }

    private static bool TryCopy(PyDict dict, out object? copy)
    {
        var entries = new PyDict(dict.Count);
        copy = entries;
        for (var i = 0; i < dict.Count; i++)
        {
            var (key, value) = dict.EntryAt(i);
            if (!TryCopy(key, out var keyCopy) || !TryCopy(value, out var valueCopy)) return false;
            entries[keyCopy] = valueCopy;
        }

        return true;
    }

    private static bool TryCopyAll(IPySequence from, object?[] to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            if (!TryCopy(from[i], out to[i])) return false;
        }

        return true;
    }

    /// <summary>The value with lists for tuples at any depth: items of loops and facts that tasks set hold no tuples.</summary>
    public static object? Listed(object? value) => value switch
    {
        PyTuple tuple => new PyList(tuple.Select(Listed)),
        PyList list when list.Items.Exists(i => i is PyTuple or PyList or PyDict) => new PyList(list.Items.Select(Listed)),
        PyDict dict when dict.Values.Any(v => v is PyTuple or PyList or PyDict) => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Listed(e.Value)))),
        _ => value,
    };

    /// <summary>A copy of lists and dictionaries at any depth; everything else is shared.</summary>
    public static object? Copy(object? value) => value switch
    {
        PyList list => new PyList(list.Items.Select(Copy)),
        PyDict dict => new PyDict(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Copy(e.Value)))),
        _ => value,
    };
}
