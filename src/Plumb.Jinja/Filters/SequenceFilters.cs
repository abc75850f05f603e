using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Filters;

/// <summary>Filters of sequences: their ends, their length, and making others of them.</summary>
internal static class SequenceFilters
{
    public static void AddTo(FilterTable table) => table
        .Pure("length", "len", [], (value, _) => PyInteger.Box(PyValues.Length(value)))
        .Alias("count", "length")
        .WithContext("first", "do_first", [], (context, value, _) => First(context, value))
        .WithContext("last", "do_last", [], (context, value, _) => Last(context, value))
        .WithContext("random", "do_random", [], (context, value, _) => Choose(context, value))
        .WithContext("list", "do_list", [], (_, value, _) => new PyList(PyValues.ToList(value)))
        .WithContext("items", "do_items", [], (_, value, _) => new PyIterator(Items(value)))
        .WithContext("reverse", "do_reverse", [], (_, value, _) => Reverse(value))
        .WithContext("join", "do_join", [Optional("d", ""), Optional("attribute")], Joining.Join)
        .WithContext("sum", "do_sum", [Optional("attribute"), Optional("start", 0L)], Sum)
        .WithContext("batch", "do_batch", [Required("linecount"), Optional("fill_with")], (_, value, a) => new PyIterator(Batch(value, a[0], a[1])))
        .WithContext("slice", "sync_do_slice", [Required("slices"), Optional("fill_with")], (_, value, a) => new PyIterator(Slice(value, Texts.Count(a[0]), a[1])));

    private static object? First(RenderContext context, object? value)
    {
        foreach (var item in PyValues.Iterate(value)) return item;
        return context.Undefined("No first item, sequence was empty.");
    }

    private static object? Last(RenderContext context, object? value)
    {
        if (value is PyIterator or PySet || PyValues.IterateOrNone(value) is not { } items) throw JinjaException.Type($"'{PyTypes.NameOf(value)}' object is not reversible");
        if (value is IPySequence sequence) return PyAccess.TryGetElement(sequence, PyInteger.Box(-1), out var last) ? last : Empty(context);
        object? found = null;
        var any = false;
        foreach (var item in items) (found, any) = (item, true);
        return any ? found : Empty(context);
    }

    private static Undefined Empty(RenderContext context) => context.Undefined("No last item, sequence was empty.");

    private static object? Choose(RenderContext context, object? value)
    {
        var length = PyValues.Length(value);
        if (length == 0) return context.Undefined("No random item, sequence was empty.");
        return PyAccess.Element(value, PyInteger.Box(context.Environment.Random.NextInt64(length)), context.Environment.Undefined);
    }

    private static IEnumerable<object?> Items(object? value)
    {
        if (value is Undefined) yield break;
        if (value is not IPyMapping mapping) throw JinjaException.Type("Can only get item pairs from a mapping.");
        foreach (var (key, item) in PyMappings.Entries(mapping)) yield return new PyTuple(key, item);
    }

    private static object Reverse(object? value)
    {
        if (value is string text) return PyStrings.Reverse(text);
        if (value is Markup markup) return new Markup(PyStrings.Reverse(markup.Text));
        var items = PyValues.IterateOrNone(value) ?? throw new JinjaException("FilterArgumentError", "argument must be iterable");
        var reversed = items.Reverse().ToList();
        return value switch
        {
            PyIterator or PySet => new PyList(reversed),
            PyList => new PyIterator(reversed, "list_reverseiterator"),
            _ => new PyIterator(reversed, "reversed"),
        };
    }

    private static object? Sum(RenderContext context, object? value, object?[] arguments)
    {
        var path = new AttributePath(arguments[0], context.Environment.Undefined);
        if (arguments[1] is string or Markup) throw JinjaException.Type("sum() can't sum strings [use ''.join(seq) instead]");
        var sum = arguments[1];
        foreach (var item in PyValues.Iterate(value)) sum = PyArithmetic.Add(sum, path.Get(item));
        return sum;
    }

    private static IEnumerable<object?> Batch(object? value, object? count, object? fill)
    {
        var batch = new List<object?>();
        foreach (var item in PyValues.Iterate(value))
        {
            if (PyEquality.AreEqual(PyInteger.Box(batch.Count), count))
            {
                yield return new PyList(batch);
                batch = [];
            }
            batch.Add(item);
        }
        if (batch.Count == 0) yield break;
        if (fill is not null)
        {
            var size = Texts.Count(count);
            Bounds.CheckItems(size);
            while (batch.Count < size) batch.Add(fill);
        }
        yield return new PyList(batch);
    }

    /// <summary>As many lists as asked for; the first take the items that do not divide evenly, the others are filled up.</summary>
    private static IEnumerable<object?> Slice(object? value, int slices, object? fill)
    {
        object?[] items = [.. PyValues.Iterate(value)];
        if (slices == 0) throw new JinjaException("ZeroDivisionError", "integer division or modulo by zero");
        Bounds.CheckItems(slices);
        if (slices < 0) yield break;
        var (size, larger) = Math.DivRem(items.Length, slices);
        for (var (slice, start) = (0, 0); slice < slices; slice++)
        {
            var end = start + size + (slice < larger ? 1 : 0);
            var part = new PyList(items[start..end].ToList());
            if (fill is not null && slice >= larger) part.Items.Add(fill);
            yield return part;
            start = end;
        }
    }
}
