using System.Collections.Frozen;
using System.Numerics;
using Plumb.Jinja.Values.Methods;

namespace Plumb.Jinja.Values;

/// <summary>The methods of Python's built-in types, by name.</summary>
internal static class PyMethods
{
    public static PyMethod? Find(object? owner, string name)
    {
        var methods = Of(owner);
        return methods is not null && methods.TryGetValue(name, out var method) ? method : null;
    }

    private static FrozenDictionary<string, PyMethod>? Of(object? owner) => owner switch
    {
        string => StringMethods.All,
        PyDict => DictMethods.All,
        PyList => ListMethods.All,
        Markup => MarkupMethods.All,
        PyTuple or PyRange => TupleMethods.All,
        IPyObject => null,
        IPyMapping => DictMethods.ReadOnly,
        IPySequence => TupleMethods.All,
        long or bool or BigInteger => NumberMethods.OfIntegers,
        double => NumberMethods.OfFloats,
        PySet => SetMethods.All,
        PyBytes => BytesMethods.All,
        DateOnly or DateTime or DateTimeOffset or TimeOnly => TimeMethods.All,
        TimeSpan => TimeMethods.OfSpans,
        _ => null,
    };
}
