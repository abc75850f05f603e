using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>What becomes of a value before it is printed: nothing undefined may be in it, and what is gone through once becomes a list.</summary>
internal static class TemplateFinalization
{
    private const long MostElements = 1 << 24;

    /// <summary>Without native types None is printed as nothing.</summary>
    public static object? ForText(object? value)
    {
        Check(value);
        return value is null ? "" : Unroll(value);
    }

    public static object? ForNative(object? value)
    {
        Check(value);
        return Unroll(value);
    }

    /// <summary>Generators, views and ranges as lists.</summary>
    public static object? Unroll(object? value) => value is PyIterator or PyDictView or PyRange ? new PyList((IEnumerable<object?>)value) : value;

    /// <summary>Lists that hold one list many times are small in memory and endless once they are copied or written: all is counted that would be.</summary>
    private static void Check(object? value)
    {
        var count = 0L;
        RefuseUndefined(value, ref count);
    }

    private static void RefuseUndefined(object? value, ref long count)
    {
        if (++count > MostElements) throw new JinjaException("MemoryError", $"a value of more than {MostElements} elements is more than a template may give");
        switch (value)
        {
            case string or null or IPyObject or PyRange:
                break;
            // What an inline if without an else gives is printed as nothing.
            case Undefined { IsStrict: true } undefined:
                throw undefined.Fault();
            case PyDict dict:
                foreach (var item in dict.Values) RefuseUndefined(item, ref count);
                break;
            case IPyMapping mapping:
                foreach (var (_, item) in PyMappings.Entries(mapping)) RefuseUndefined(item, ref count);
                break;
            case PyList or PyTuple:
                foreach (var item in (IPySequence)value) RefuseUndefined(item, ref count);
                break;
        }
    }
}
