namespace Plumb.Jinja.Values;

/// <summary>Slices: <c>x[start:stop:step]</c>.</summary>
public static class PySlices
{
    public static object? Slice(object? owner, object? start, object? stop, object? step)
    {
        switch (owner)
        {
            case string text: return SliceText(text, start, stop, step);
            case Markup markup: return new Markup(SliceText(markup.Text, start, stop, step));
            case PyRange range:
                var (first, end, stride, _) = Positions(range.LongCount, start, stop, step);
                return range.Slice(first, end, stride);
            case PyTuple tuple: return new PyTuple([.. Pick(tuple, start, stop, step)]);
            case IPySequence sequence: return new PyList(Pick(sequence, start, stop, step));
            case PyBytes bytes: return new PyBytes([.. Pick(bytes.Count, start, stop, step).Select(i => bytes.Span[i])]);
            case Undefined undefined: return undefined.IsChainable ? undefined : throw undefined.Fault();
            case IPyMapping: throw JinjaException.Type("unhashable type: 'slice'");
            default: throw JinjaException.Type($"'{PyTypes.NameOf(owner)}' object is not subscriptable");
        }
    }

    private static string SliceText(string text, object? start, object? stop, object? step)
    {
        var (first, _, stride, count) = Positions(PyStrings.Length(text), start, stop, step);
        if (stride == 1) return PyStrings.Substring(text, (int)Math.Min(first, int.MaxValue), (int)count);
        string[] characters = [.. PyStrings.Characters(text).Cast<string>()];
        return string.Concat(Pick(characters.Length, start, stop, step).Select(i => characters[i]));
    }

    private static List<object?> Pick(IPySequence sequence, object? start, object? stop, object? step)
    {
        var picked = new List<object?>();
        foreach (var i in Pick(sequence.Count, start, stop, step)) picked.Add(sequence[i]);
        return picked;
    }

    private static IEnumerable<int> Pick(int length, object? start, object? stop, object? step)
    {
        var (first, _, stride, count) = Positions(length, start, stop, step);
        for (long i = 0; i < count; i++) yield return (int)(first + i * stride);
    }

    /// <summary>The first position, the one that is not reached, the stride and the number of elements, all within the length.</summary>
    private static (long First, long End, long Stride, long Count) Positions(long length, object? start, object? stop, object? step)
    {
        var stride = step is null ? 1 : Index(step);
        if (stride == 0) throw JinjaException.Value("slice step cannot be zero");
        stride = Math.Clamp(stride, -long.MaxValue, long.MaxValue);
        var (lowest, highest) = stride > 0 ? (0L, length) : (-1L, length - 1);
        var first = start is null ? (stride > 0 ? lowest : highest) : Clamp(Index(start), length, lowest, highest);
        var end = stop is null ? (stride > 0 ? highest : lowest) : Clamp(Index(stop), length, lowest, highest);
        var distance = stride > 0 ? end - first : first - end;
        return (first, end, stride, distance <= 0 ? 0 : (distance - 1) / Math.Abs(stride) + 1);
    }

    private static long Clamp(long index, long length, long lowest, long highest) => Math.Clamp(index < 0 ? index + length : index, lowest, highest);

    private static long Index(object? value) => PyInteger.Index(value, () => JinjaException.Type("slice indices must be integers or None or have an __index__ method"));
}
