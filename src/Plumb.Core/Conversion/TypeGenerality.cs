using Plumb.Core.Types;

namespace Plumb.Core.Conversion;

/// <summary>
/// Orders types by how much converts to them, optimistically: whether it does is asked afterwards. Strings are more
/// general than other primitives, lists than tuples, maps than objects; sets are less general than either, as nothing
/// safe leads into them; dynamic gives way to everything.
/// </summary>
internal static class TypeGenerality
{
    /// <summary>More general types first; those without an order between them as they came.</summary>
    internal static List<DataType> Sort(IReadOnlyList<DataType> types)
    {
        var waitingFor = new int[types.Count];
        var lessGeneral = new List<int>[types.Count];
        for (var i = 0; i < types.Count; i++) lessGeneral[i] = [];
        for (var i = 0; i < types.Count; i++)
        {
            for (var j = i + 1; j < types.Count; j++)
            {
                var order = Compare(types[i], types[j]);
                if (order == 0) continue;
                var (first, second) = order < 0 ? (i, j) : (j, i);
                lessGeneral[first].Add(second);
                waitingFor[second]++;
            }
        }

        var sorted = new List<DataType>(types.Count);
        var ready = new Queue<int>(Enumerable.Range(0, types.Count).Where(i => waitingFor[i] == 0));
        while (ready.TryDequeue(out var i))
        {
            sorted.Add(types[i]);
            foreach (var j in lessGeneral[i])
                if (--waitingFor[j] == 0) ready.Enqueue(j);
        }
        return sorted;
    }

    /// <summary>Negative if the first is more general, positive if the second is, zero if neither is sure to be.</summary>
    internal static int Compare(DataType a, DataType b) => (a, b) switch
    {
        (DynamicType, DynamicType) => 0,
        (_, DynamicType) => -1,
        (DynamicType, _) => 1,
        (PrimitiveType, PrimitiveType) => IsString(b).CompareTo(IsString(a)),
        (ListType x, ListType y) => Compare(x.Element, y.Element),
        (SetType x, SetType y) => Compare(x.Element, y.Element),
        (MapType x, MapType y) => Compare(x.Element, y.Element),
        (ListType or TupleType, SetType) or (ListType, TupleType) or (MapType, ObjectType) => -1,
        (SetType, ListType or TupleType) or (TupleType, ListType) or (ObjectType, MapType) => 1,
        (ObjectType x, ObjectType y) => Compare(x, y),
        (TupleType x, TupleType y) when x.Elements.Count == y.Elements.Count => Agreed(x.Elements.Zip(y.Elements, Compare)),
        _ => 0,
    };

    private static bool IsString(DataType type) => ReferenceEquals(type, DataType.String);

    private static int Compare(ObjectType a, ObjectType b)
    {
        if (a.Count != b.Count || a.Attributes.Zip(b.Attributes).Any(p => p.First.Name != p.Second.Name)) return 0;
        return Agreed(a.Attributes.Zip(b.Attributes, (x, y) => Compare(x.Type, y.Type)));
    }

    /// <summary>The order of all parts, where none is ordered the other way.</summary>
    private static int Agreed(IEnumerable<int> orders)
    {
        var agreed = 0;
        foreach (var order in orders)
        {
            if (order == 0) continue;
            if (agreed != 0 && Math.Sign(order) != agreed) return 0;
            agreed = Math.Sign(order);
        }
        return agreed;
    }
}
