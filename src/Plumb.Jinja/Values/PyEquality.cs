using System.Numerics;
using System.Runtime.CompilerServices;

namespace Plumb.Jinja.Values;

/// <summary>
/// Python's equality and hash: numbers by value whatever their type (<c>1 == 1.0 == True</c>), text and markup by text,
/// collections by their elements. Lists, dictionaries and sets have no hash.
/// </summary>
public sealed class PyEquality : IEqualityComparer<object?>
{
    public static readonly PyEquality Instance = new();

    private PyEquality() { }

    bool IEqualityComparer<object?>.Equals(object? x, object? y) => AreEqual(x, y);

    public static bool AreEqual(object? left, object? right)
    {
        if (left is string text) return right is string other ? string.Equals(text, other) : right is Markup safe ? text == safe.Text : NotStrict(right);
        if (left is Undefined || right is Undefined) return UndefinedAreEqual(left, right);
        if (ReferenceEquals(left, right)) return left is not double.NaN;
        if (left is null || right is null) return false;
        return left switch
        {
            long a when right is long b => a == b,
            long or bool or double or BigInteger => NumbersAreEqual(left, right),
            Markup markup => markup.Text == (right as string ?? (right as Markup)?.Text),
            PyTuple tuple => right is PyTuple other && SequencesAreEqual(tuple, other),
            PyRange range => right is PyRange other && RangesAreEqual(range, other),
            IPySequence list => right is IPySequence and not (PyTuple or PyRange) && SequencesAreEqual(list, (IPySequence)right),
            IPyMapping mapping => right is IPyMapping other && MappingsAreEqual(mapping, other),
            PySet set => AsSet(right) is { } other && set.Count == other.Count && set.IsSubsetOf(other),
            PyDictView { Part: not PyDictPart.Values } view => AsSet(right) is { } other && view.Count == other.Count && new PySet(view).IsSubsetOf(other),
            PyBytes bytes => right is PyBytes other && bytes.Span.SequenceEqual(other.Span),
            _ => left.Equals(right),
        };
    }

    private static bool NotStrict(object? value) => value is Undefined { IsStrict: true } undefined ? throw undefined.Fault() : false;

    private static bool UndefinedAreEqual(object? left, object? right)
    {
        NotStrict(left);
        NotStrict(right);
        return left is Undefined a && right is Undefined b && a.Kind == b.Kind;
    }

    private static PySet? AsSet(object value) => value as PySet ?? (value is PyDictView { Part: not PyDictPart.Values } view ? new PySet(view) : null);

    private static bool NumbersAreEqual(object left, object right)
    {
        if (left is double a && right is double b) return a == b;
        if (left is double or BigInteger or long or bool && right is double or BigInteger or long or bool) return PyOrder.CompareNumbers(left, right) == 0;
        return false;
    }

    private static bool SequencesAreEqual(IPySequence left, IPySequence right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left[i], right[i])) return false;
        }
        return true;
    }

    private static bool RangesAreEqual(PyRange left, PyRange right) =>
        left.LongCount == right.LongCount
        && (left.LongCount == 0 || (left.Start == right.Start && (left.LongCount == 1 || left.Step == right.Step)));

    private static bool MappingsAreEqual(IPyMapping left, IPyMapping right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Count != right.Count) return false;
        foreach (var (key, value) in PyMappings.Entries(left))
        {
            if (!right.TryGet(key, out var other) || !AreEqual(value, other)) return false;
        }
        return true;
    }

    public int GetHashCode(object? value) => value switch
    {
        string text => string.GetHashCode(text),
        null => 0,
        long number => number.GetHashCode(),
        bool truth => (truth ? 1L : 0L).GetHashCode(),
        double number => HashOf(number),
        Markup markup => string.GetHashCode(markup.Text),
        PyTuple tuple => HashOf(tuple),
        PyBytes bytes => HashOf(bytes),
        PyRange range => HashCode.Combine(range.LongCount, range.LongCount == 0 ? 0 : range.Start),
        Undefined { IsStrict: true } undefined => throw undefined.Fault(),
        Undefined undefined => undefined.Kind.GetHashCode(),
        IPySequence or IPyMapping or PySet or PyDictView => throw JinjaException.Type($"unhashable type: '{PyTypes.NameOf(value)}'"),
        _ => value.GetHashCode(),
    };

    private static int HashOf(double number)
    {
        if (!double.IsFinite(number) || Math.Floor(number) != number) return number.GetHashCode();
        return number is >= long.MinValue and < long.MaxValue ? ((long)number).GetHashCode() : new BigInteger(number).GetHashCode();
    }

    private int HashOf(PyTuple tuple)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var hash = new HashCode();
        foreach (var item in tuple) hash.Add(GetHashCode(item));
        return hash.ToHashCode();
    }

    private static int HashOf(PyBytes bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes.Span);
        return hash.ToHashCode();
    }
}
