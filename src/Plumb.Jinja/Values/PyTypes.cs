using System.Numerics;

namespace Plumb.Jinja.Values;

/// <summary>The names of types, as Python's messages give them.</summary>
public static class PyTypes
{
    /// <summary>The bare name: <c>int</c>, <c>dict</c>, <c>Markup</c>.</summary>
    public static string NameOf(object? value)
    {
        var full = FullNameOf(value);
        return full[(full.LastIndexOf('.') + 1)..];
    }

    /// <summary>How Jinja calls a value whose attribute is missing: <c>dict object</c>, <c>None</c>.</summary>
    public static string Describe(object? value) => value is null ? "None" : FullNameOf(value) + " object";

    /// <summary>The name with the module, which the built-in types have none of.</summary>
    public static string FullNameOf(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        string => "str",
        Markup => "markupsafe.Markup",
        PyTuple => "tuple",
        PyRange => "range",
        PySet => "set",
        PyBytes => "bytes",
        PyDictView view => view.TypeName,
        PyIterator iterator => iterator.TypeName,
        Undefined undefined => NameOf(undefined.Kind),
        IPyObject custom => custom.TypeName,
        IPyMapping => "dict",
        IPySequence => "list",
        DateOnly => "datetime.date",
        TimeOnly => "datetime.time",
        DateTime or DateTimeOffset => "datetime.datetime",
        TimeSpan => "datetime.timedelta",
        ICallable => "function",
        _ => "object",
    };

    private static string NameOf(UndefinedKind kind) => kind switch
    {
        UndefinedKind.Strict or UndefinedKind.StrictChainable => "jinja2.runtime.StrictUndefined",
        UndefinedKind.Chainable => "jinja2.runtime.ChainableUndefined",
        UndefinedKind.Debug => "jinja2.runtime.DebugUndefined",
        _ => "jinja2.runtime.Undefined",
    };
}
