using System.Collections;
using System.Numerics;

namespace Plumb.Jinja.Values;

/// <summary>
/// What Python's built-in functions say of values: <c>bool()</c>, <c>len()</c>, <c>iter()</c>, <c>str()</c>,
/// <c>repr()</c>, <c>==</c> and <c>in</c>. Faults are a <see cref="JinjaException"/> with Python's class and words.
/// </summary>
public static class PyValues
{
    public static bool Truth(object? value) => value switch
    {
        bool truth => truth,
        null => false,
        string text => text.Length > 0,
        long number => number != 0,
        PyDict dict => dict.Count > 0,
        PyRange range => range.LongCount > 0,
        IPySequence sequence => sequence.Count > 0,
        Undefined undefined => undefined.IsStrict ? throw undefined.Fault() : false,
        Markup markup => markup.Text.Length > 0,
        double number => number != 0,
        BigInteger number => !number.IsZero,
        IPyMapping mapping => mapping.Count > 0,
        PySet set => set.Count > 0,
        PyBytes bytes => bytes.Count > 0,
        PyDictView view => view.Count > 0,
        TimeSpan span => span != TimeSpan.Zero,
        _ => true,
    };

    public static bool AreEqual(object? left, object? right) => PyEquality.AreEqual(left, right);

    public static int Compare(object? left, object? right) => PyOrder.Instance.Compare(left, right);

    public static string Str(object? value) => PyText.Str(value);

    public static string Repr(object? value) => PyText.Repr(value);

    public static string TypeName(object? value) => PyTypes.NameOf(value);

    /// <summary>The length, where the value has one.</summary>
    public static long? LengthOrNone(object? value) => value switch
    {
        string text => PyStrings.Length(text),
        Markup markup => PyStrings.Length(markup.Text),
        PyRange range => range.LongCount,
        IPySequence sequence => sequence.Count,
        IPyMapping mapping => mapping.Count,
        PySet set => set.Count,
        PyBytes bytes => bytes.Count,
        PyDictView view => view.Count,
        Undefined undefined => undefined.IsStrict ? throw undefined.Fault() : 0,
        IPySized sized => sized.Length,
        _ => null,
    };

    public static long Length(object? value) => LengthOrNone(value) ?? throw JinjaException.Type($"object of type '{PyTypes.NameOf(value)}' has no len()");

    /// <summary>The elements, where the value has any: of text its characters, of a mapping its keys; null where it cannot be gone through.</summary>
    public static IEnumerable<object?>? IterateOrNone(object? value) => value switch
    {
        string text => PyStrings.Characters(text),
        Markup markup => PyStrings.Characters(markup.Text),
        IEnumerable<object?> items => items,
        IPyMapping mapping => mapping.Keys,
        PyBytes bytes => bytes.ToArray().Select(object? (b) => PyInteger.Box(b)),
        Undefined undefined => undefined.IsStrict ? throw undefined.Fault() : [],
        string[] or int[] => throw new ArgumentException("not a value of templates", nameof(value)),
        IEnumerable items => items.Cast<object?>(),
        _ => null,
    };

    public static IEnumerable<object?> Iterate(object? value) => IterateOrNone(value) ?? throw JinjaException.Type($"'{PyTypes.NameOf(value)}' object is not iterable");

    /// <summary>The elements in a list of their own.</summary>
    public static List<object?> ToList(object? value)
    {
        if (value is PyList list) return [.. list.Items];
        var all = new List<object?>(value is IPySequence sequence ? sequence.Count : 0);
        foreach (var item in Iterate(value)) all.Add(item);
        return all;
    }

    /// <summary>The <c>in</c> operator.</summary>
    public static bool Contains(object? container, object? item)
    {
        switch (container)
        {
            case string or Markup:
                if (item is Undefined { IsStrict: true } strict) throw strict.Fault();
                if (item is not (string or Markup)) throw JinjaException.Type($"'in <string>' requires string as left operand, not {PyTypes.NameOf(item)}");
                return PyText.Str(container).Contains(PyText.Str(item), StringComparison.Ordinal);
            case IPyMapping mapping: return mapping.TryGet(item, out _);
            case PySet set: return set.Contains(item);
            case PyRange range when PyInteger.TryGet(item, out BigInteger integer): return RangeContains(range, integer);
            case PyBytes bytes when item is PyBytes part: return bytes.Span.IndexOf(part.Span) >= 0;
            default: return ContainsByEquality(container, item);
        }
    }

    private static bool ContainsByEquality(object? container, object? item)
    {
        var items = IterateOrNone(container) ?? throw JinjaException.Type($"argument of type '{PyTypes.NameOf(container)}' is not iterable");
        foreach (var candidate in items)
        {
            if (PyEquality.AreEqual(candidate, item)) return true;
        }
        return false;
    }

    private static bool RangeContains(PyRange range, BigInteger integer)
    {
        var distance = integer - range.Start;
        return distance % range.Step == 0 && distance / range.Step >= 0 && distance / range.Step < range.LongCount;
    }
}
