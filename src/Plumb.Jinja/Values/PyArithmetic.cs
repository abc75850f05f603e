using System.Numerics;

namespace Plumb.Jinja.Values;

/// <summary>Python's operators on numbers, text and collections. What an operator does not take is a TypeError with Python's words.</summary>
public static partial class PyArithmetic
{
    public static object? Add(object? left, object? right)
    {
        if (left is long a && right is long b)
        {
            var sum = unchecked(a + b);
            return ((a ^ sum) & (b ^ sum)) < 0 ? (BigInteger)a + b : PyInteger.Box(sum);
        }
        if (left is string text && right is string more) return Join(text, more);
        return (left, right) switch
        {
            _ when AreNumbers(left, right) => AddNumbers(left, right),
            (Undefined undefined, _) => throw undefined.Fault(),
            (_, Undefined undefined) => throw undefined.Fault(),
            (Markup x, string or Markup) => new Markup(Join(x.Text, Markup.Escape(right).Text)),
            (string, Markup y) => new Markup(Join(Markup.Escape(left).Text, y.Text)),
            (PyTuple x, PyTuple y) => new PyTuple([.. x, .. y]),
            (IPySequence x and not (PyTuple or PyRange), IPySequence y and not (PyTuple or PyRange)) => AddLists(x, y),
            (PyBytes x, PyBytes y) => new PyBytes([.. x.Span, .. y.Span]),
            (DateTime x, TimeSpan y) => Within(() => x + y),
            (TimeSpan x, DateTime y) => Within(() => y + x),
            (DateTimeOffset x, TimeSpan y) => Within(() => x + y),
            (DateOnly x, TimeSpan y) => Within(() => x.AddDays(y.Days)),
            (TimeSpan x, TimeSpan y) => Within(() => x + y),
            (string or Markup, _) => throw JinjaException.Type($"can only concatenate str (not \"{PyTypes.NameOf(right)}\") to str"),
            (PyTuple, _) => throw JinjaException.Type($"can only concatenate tuple (not \"{PyTypes.NameOf(right)}\") to tuple"),
            (IPySequence and not PyRange, _) => throw JinjaException.Type($"can only concatenate list (not \"{PyTypes.NameOf(right)}\") to list"),
            _ => throw Unsupported("+", left, right),
        };
    }

    public static object? Subtract(object? left, object? right)
    {
        if (left is long a && right is long b)
        {
            var difference = unchecked(a - b);
            return ((a ^ b) & (a ^ difference)) < 0 ? (BigInteger)a - b : PyInteger.Box(difference);
        }
        return (left, right) switch
        {
            _ when AreNumbers(left, right) => IsFloat(left, right) ? Float(left) - Float(right) : PyInteger.Box(Integer(left) - Integer(right)),
            (PySet x, PySet y) => x.Difference(y),
            (PyDictView x, _) when AsSet(right) is { } y => new PySet(x).Difference(y),
            (DateTime x, DateTime y) => x - y,
            (DateTime x, TimeSpan y) => Within(() => x - y),
            (DateTimeOffset x, DateTimeOffset y) => x - y,
            (DateTimeOffset x, TimeSpan y) => Within(() => x - y),
            (DateOnly x, DateOnly y) => TimeSpan.FromDays(x.DayNumber - y.DayNumber),
            (DateOnly x, TimeSpan y) => Within(() => x.AddDays(-y.Days)),
            (TimeSpan x, TimeSpan y) => Within(() => x - y),
            _ => throw Unsupported("-", left, right),
        };
    }

    public static object? Multiply(object? left, object? right)
    {
        if (left is long a && right is long b)
        {
            var high = Math.BigMul(a, b, out var low);
            return high == low >> 63 ? PyInteger.Box(low) : (BigInteger)a * b;
        }
        if (AreNumbers(left, right))
        {
            if (IsFloat(left, right)) return Float(left) * Float(right);
            var (x, y) = (Integer(left), Integer(right));
            Bounds.CheckInteger(x.GetBitLength() + y.GetBitLength());
            return PyInteger.Box(x * y);
        }
        if (IsRepeatable(left) && PyInteger.TryGet(right, out BigInteger times)) return Repeat(left, times);
        if (IsRepeatable(right) && PyInteger.TryGet(left, out times)) return Repeat(right, times);
        if (left is TimeSpan span && PyInteger.TryGet(right, out long factor)) return Within(() => span * factor);
        if (left is Undefined || right is Undefined) throw Unsupported("*", left, right);
        if (IsRepeatable(left)) throw JinjaException.Type($"can't multiply sequence by non-int of type '{PyTypes.NameOf(right)}'");
        if (IsRepeatable(right)) throw JinjaException.Type($"can't multiply sequence by non-int of type '{PyTypes.NameOf(left)}'");
        throw Unsupported("*", left, right);
    }

    public static object? Negate(object? value) => value switch
    {
        long number when number != long.MinValue => PyInteger.Box(-number),
        double number => -number,
        TimeSpan span => -span,
        _ when PyInteger.TryGet(value, out BigInteger integer) => PyInteger.Box(-integer),
        Undefined undefined => throw undefined.Fault(),
        _ => throw JinjaException.Type($"bad operand type for unary -: '{PyTypes.NameOf(value)}'"),
    };

    public static object? Plus(object? value) => value switch
    {
        long or double or TimeSpan => value,
        _ when PyInteger.TryGet(value, out BigInteger integer) => PyInteger.Box(integer),
        Undefined undefined => throw undefined.Fault(),
        _ => throw JinjaException.Type($"bad operand type for unary +: '{PyTypes.NameOf(value)}'"),
    };

    private static object AddNumbers(object? left, object? right)
    {
        if (IsFloat(left, right)) return Float(left) + Float(right);
        return PyInteger.Box(Integer(left) + Integer(right));
    }

    private static string Join(string left, string right)
    {
        Bounds.CheckText((long)left.Length + right.Length);
        return left + right;
    }

    private static PyList AddLists(IPySequence left, IPySequence right)
    {
        Bounds.CheckItems((long)left.Count + right.Count);
        return new PyList([.. left, .. right]);
    }

    private static bool IsRepeatable(object? value) => value is string or Markup or PyBytes or (IPySequence and not PyRange);

    private static object Repeat(object? value, BigInteger times)
    {
        var count = (long)BigInteger.Clamp(times, 0, long.MaxValue);
        switch (value)
        {
            case string or Markup:
                var text = PyText.Str(value);
                if (text.Length == 0) count = 0;
                Bounds.CheckText((long)Math.Min((double)text.Length * count, long.MaxValue / 2));
                var repeated = text.Length == 1 ? new string(text[0], (int)count) : string.Concat(Enumerable.Repeat(text, (int)count));
                return value is Markup ? new Markup(repeated) : repeated;
            case PyBytes bytes:
                Bounds.CheckText((long)Math.Min((double)bytes.Count * count, long.MaxValue / 2));
                return new PyBytes([.. Enumerable.Repeat(bytes.ToArray(), (int)count).SelectMany(b => b)]);
            default:
                var items = (IPySequence?)value ?? new PyList();
                if (items.Count == 0) count = 0;
                Bounds.CheckItems((long)Math.Min((double)items.Count * count, long.MaxValue / 2));
                object?[] all = [.. Enumerable.Repeat(items, (int)count).SelectMany(i => i)];
                return value is PyTuple ? new PyTuple(all) : new PyList([.. all]);
        }
    }

    private static PySet? AsSet(object? value) => value as PySet ?? (value is PyDictView view ? new PySet(view) : null);

    private static object Within<T>(Func<T> operation) where T : struct
    {
        try
        {
            return operation();
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new JinjaException("OverflowError", "date value out of range");
        }
    }

    private static bool AreNumbers(object? left, object? right) => left is long or double or bool or BigInteger && right is long or double or bool or BigInteger;

    private static bool IsFloat(object? left, object? right) => left is double || right is double;

    private static BigInteger Integer(object? value) => PyInteger.TryGet(value, out BigInteger integer) ? integer : throw new ArgumentException("not an integer", nameof(value));

    /// <summary>A number as a floating-point number; an integer too long for one is a fault.</summary>
    public static double Float(object? value)
    {
        if (value is double number) return number;
        if (value is long small) return small;
        var integer = Integer(value);
        var result = Nearest(BigInteger.Abs(integer)) * integer.Sign;
        return double.IsInfinity(result) ? throw new JinjaException("OverflowError", "int too large to convert to float") : result;
    }

    private static JinjaException Unsupported(string symbol, object? left, object? right) =>
        left is Undefined undefined ? undefined.Fault()
        : right is Undefined other ? other.Fault()
        : JinjaException.Type($"unsupported operand type(s) for {symbol}: '{PyTypes.NameOf(left)}' and '{PyTypes.NameOf(right)}'");
}
