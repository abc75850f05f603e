using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>What becomes of a value before it is printed: nothing undefined may be in it, and what is gone through once becomes a list.</summary>
internal static class TemplateFinalization
{
    /// <summary>Without native types None is printed as nothing.</summary>
    public static object? ForText(object? value)
    {
        RefuseUndefined(value);
        return value is null ? "" : Unroll(value);
    }

    public static object? ForNative(object? value)
    {
        RefuseUndefined(value);
        return Unroll(value);
    }

    /// <summary>Generators, views and ranges as lists.</summary>
    public static object? Unroll(object? value) => value is PyIterator or PyDictView or PyRange ? new PyList((IEnumerable<object?>)value) : value;

    private static void RefuseUndefined(object? value)
    {
        switch (value)
        {
            case string or null or IPyObject or PyRange:
                break;
            // What an inline if without an else gives is printed as nothing.
            case Undefined { IsStrict: true } undefined:
                throw undefined.Fault();
            case PyDict dict:
                foreach (var item in dict.Values) RefuseUndefined(item);
                break;
            case IPyMapping mapping:
                foreach (var (_, item) in PyMappings.Entries(mapping)) RefuseUndefined(item);
                break;
            case PyList or PyTuple:
                foreach (var item in (IPySequence)value) RefuseUndefined(item);
                break;
        }
    }
}
