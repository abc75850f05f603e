using System.Numerics;
using System.Runtime.CompilerServices;

namespace Plumb.Jinja.Values;

/// <summary>
/// Python's order: numbers by value, text by code points, lists and tuples by their first difference. What Python
/// does not order is a TypeError with Python's words, which name the operator.
/// </summary>
public sealed class PyOrder : IComparer<object?>
{
    /// <summary>The order that sorting uses.</summary>
    public static readonly PyOrder Instance = new();

    private PyOrder() { }

    public int Compare(object? x, object? y) => Compare(x, y, "<");

    public static bool Less(object? left, object? right)
    {
        if (left is long a && right is long b) return a < b;
        return IsPartial(left, right) ? Subset(left, right, proper: true) : Compare(left, right, "<") == -1;
    }

    public static bool LessOrEqual(object? left, object? right) =>
        IsPartial(left, right) ? Subset(left, right, proper: false) : Compare(left, right, "<=") is -1 or 0;

    public static bool Greater(object? left, object? right)
    {
        if (left is long a && right is long b) return a > b;
        return IsPartial(left, right) ? Subset(right, left, proper: true) : Compare(left, right, ">") == 1;
    }

    public static bool GreaterOrEqual(object? left, object? right) =>
        IsPartial(left, right) ? Subset(right, left, proper: false) : Compare(left, right, ">=") is 1 or 0;

    /// <summary>The result of comparing with NaN, which is neither less nor greater nor equal.</summary>
    private const int Unordered = 2;

    private static int Compare(object? left, object? right, string symbol) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (string a, string b) => CompareText(a, b),
        (Undefined undefined, _) => throw undefined.Fault(),
        (_, Undefined undefined) => throw undefined.Fault(),
        (string or Markup, string or Markup) => CompareText(PyText.Str(left), PyText.Str(right)),
        (long or bool or double or BigInteger, long or bool or double or BigInteger) => CompareNumbers(left, right),
        (PyTuple a, PyTuple b) => CompareSequences(a, b, symbol),
        (IPySequence a and not (PyTuple or PyRange), IPySequence b and not (PyTuple or PyRange)) => CompareSequences(a, b, symbol),
        (PyBytes a, PyBytes b) => Math.Sign(a.Span.SequenceCompareTo(b.Span)),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (TimeOnly a, TimeOnly b) => a.CompareTo(b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        _ => throw JinjaException.Type($"'{symbol}' not supported between instances of '{PyTypes.NameOf(left)}' and '{PyTypes.NameOf(right)}'"),
    };

    internal static int CompareNumbers(object left, object right)
    {
        if (left is double or bool && right is double or bool)
        {
            var (a, b) = (Convert(left), Convert(right));
            return double.IsNaN(a) || double.IsNaN(b) ? Unordered : a.CompareTo(b);
        }
        if (left is double l) return CompareWithInteger(l, right);
        if (right is double r) return CompareWithInteger(r, left) is var reversed && reversed == Unordered ? Unordered : -reversed;
        return Integer(left).CompareTo(Integer(right)) switch { < 0 => -1, 0 => 0, _ => 1 };

        static double Convert(object value) => value is double number ? number : value is true ? 1 : 0;
    }

    /// <summary>Exact, though the integer may be too long for a floating-point number.</summary>
    private static int CompareWithInteger(double number, object integer)
    {
        if (double.IsNaN(number)) return Unordered;
        if (double.IsInfinity(number)) return number > 0 ? 1 : -1;
        var whole = Math.Floor(number);
        var order = new BigInteger(whole).CompareTo(Integer(integer));
        if (order != 0) return order < 0 ? -1 : 1;
        return number > whole ? 1 : 0;
    }

    private static BigInteger Integer(object value) => PyInteger.TryGet(value, out BigInteger integer) ? integer : throw new ArgumentException("not an integer", nameof(value));

    /// <summary>By code points, which differs from the order of UTF-16 where surrogates meet the last plain characters.</summary>
    internal static int CompareText(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == length) return left.Length.CompareTo(right.Length);
        var (a, b) = (left[same], right[same]);
        if (char.IsSurrogate(a) != char.IsSurrogate(b)) return char.IsSurrogate(a) ? 1 : -1;
        return a < b ? -1 : 1;
    }

    private static int CompareSequences(IPySequence left, IPySequence right, string symbol)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var length = Math.Min(left.Count, right.Count);
        for (var i = 0; i < length; i++)
        {
            if (!PyEquality.AreEqual(left[i], right[i])) return Compare(left[i], right[i], symbol);
        }
        return left.Count.CompareTo(right.Count);
    }

    private static bool IsPartial(object? left, object? right) => left is PySet or PyDictView { Part: not PyDictPart.Values } && right is PySet or PyDictView { Part: not PyDictPart.Values };

    private static bool Subset(object? left, object? right, bool proper)
    {
        var (inner, outer) = (new PySet(PyValues.Iterate(left)), new PySet(PyValues.Iterate(right)));
        return inner.IsSubsetOf(outer) && (!proper || inner.Count < outer.Count);
    }
}
