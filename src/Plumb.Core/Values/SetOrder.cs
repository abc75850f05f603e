using Plumb.Core.Text;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>
/// The order in which Terraform iterates the elements of a set, and with it writes them into states and outputs.
/// Strings sort by their UTF-8 bytes, numbers by value, false before true, everything else by <see cref="SetKey"/>;
/// unknown elements follow the known ones and null comes last.
/// </summary>
internal static class SetOrder
{
    /// <summary>Sorted and without duplicates. An element that is not wholly known equals no other, so all of those stay.</summary>
    internal static Value[] Sort(DataType element, Value[] elements)
    {
        if (elements.Length < 2) return elements;
        if (Array.TrueForAll(elements, static e => e is StringValue)) return SortStrings(elements);
        var entries = Distinct(elements);
        if (element is not PrimitiveType) AddKeys(entries);
        entries.Sort(Compare);
        return [.. entries.Select(static e => e.Value)];
    }

    /// <summary>Sets of strings are nearly all there are, and those that were written in order come back in order.</summary>
    private static Value[] SortStrings(Value[] elements)
    {
        var texts = Array.ConvertAll(elements, static e => ((StringValue)e).Text);
        if (IsStrictlyAscending(texts)) return elements;
        var sorted = (Value[])elements.Clone();
        Array.Sort(texts, sorted, Utf8Order.Instance);
        var count = 1;
        for (var i = 1; i < sorted.Length; i++)
            if (texts[i] != texts[i - 1]) sorted[count++] = sorted[i];
        return sorted[..count];
    }

    private static bool IsStrictlyAscending(string[] texts)
    {
        for (var i = 1; i < texts.Length; i++)
            if (Utf8Order.Compare(texts[i - 1], texts[i]) >= 0) return false;
        return true;
    }

    private static List<Entry> Distinct(Value[] elements)
    {
        var seen = new HashSet<Value>(elements.Length);
        var entries = new List<Entry>(elements.Length);
        foreach (var e in elements)
            if (!e.IsWhollyKnown || seen.Add(e)) entries.Add(new Entry(e, Rank(e), entries.Count, []));
        return entries;
    }

    private static void AddKeys(List<Entry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
            if (entries[i].Rank == 0) entries[i] = entries[i] with { Key = SetKey.Of(entries[i].Value) };
    }

    private static int Rank(Value value) => value switch
    {
        UnknownValue => 1,
        NullValue => 2,
        _ => 0,
    };

    private static int Compare(Entry a, Entry b)
    {
        var order = a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : (a.Value, b.Value) switch
        {
            (StringValue x, StringValue y) => Utf8Order.Compare(x.Text, y.Text),
            (NumberValue x, NumberValue y) => x.Number.CompareTo(y.Number),
            (BoolValue x, BoolValue y) => x.IsTrue.CompareTo(y.IsTrue),
            _ => a.Key.AsSpan().SequenceCompareTo(b.Key),
        };
        return order != 0 ? order : a.Position.CompareTo(b.Position);
    }

    private readonly record struct Entry(Value Value, int Rank, int Position, byte[] Key);
}
