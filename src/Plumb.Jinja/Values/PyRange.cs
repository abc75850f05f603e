using System.Collections;

namespace Plumb.Jinja.Values;

/// <summary>A Python range: integers from start, by step, up to but without stop. Nothing is stored.</summary>
public sealed class PyRange : IPySequence
{
    public PyRange(long start, long stop, long step = 1)
    {
        if (step == 0) throw JinjaException.Value("range() arg 3 must not be zero");
        (Start, Stop, Step) = (start, stop, step);
        var distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        var stride = Int128.Abs(step);
        LongCount = distance <= 0 ? 0 : (long)Int128.Min((distance + stride - 1) / stride, long.MaxValue);
    }

    public long Start { get; }

    public long Stop { get; }

    public long Step { get; }

    public long LongCount { get; }

    public int Count => LongCount <= int.MaxValue ? (int)LongCount : throw new JinjaException("OverflowError", "Python int too large to convert to C ssize_t");

    public object? this[int index] => PyInteger.Box(Start + index * Step);

    public PyRange Slice(long start, long stop, long step) => new(Start + start * Step, Start + stop * Step, Step * step);

    public IEnumerator<object?> GetEnumerator()
    {
        for (long i = 0, value = Start; i < LongCount; i++, value += Step) yield return PyInteger.Box(value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
