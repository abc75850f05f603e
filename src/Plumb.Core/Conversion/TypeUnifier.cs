using Plumb.Core.Types;

namespace Plumb.Core.Conversion;

/// <summary>
/// Finds the one type that several types convert to. Structures of one kind are unified part by part, and become a
/// list or a map where they differ in shape; else the most general of the given types is taken that all convert to.
/// </summary>
internal sealed class TypeUnifier(bool allowUnsafe)
{
    internal DataType? Unify(IReadOnlyList<DataType> types)
    {
        if (types.Count == 0) return null;
        // Duplicates change nothing; what is left is mostly one type, and never as long as a list of resources.
        var distinct = Distinct(types);
        return distinct.Count == 1 ? distinct[0] : UnifyDistinct(distinct);
    }

    private static List<DataType> Distinct(IReadOnlyList<DataType> types)
    {
        List<DataType> distinct = [types[0]];
        HashSet<DataType>? seen = null;
        for (var i = 1; i < types.Count; i++)
        {
            if (ReferenceEquals(types[i], types[i - 1]) || (seen is null && types[i].Equals(distinct[0]))) continue;
            seen ??= [distinct[0]];
            if (seen.Add(types[i])) distinct.Add(types[i]);
        }
        return distinct;
    }

    private DataType? UnifyDistinct(List<DataType> types)
    {
        var kinds = new KindCounts(types);
        var hasDynamic = kinds.Dynamic > 0;
        if (kinds.AllButDynamic(kinds.Map)) return UnifyElements(types, hasDynamic, DataType.Map);
        if (kinds.AllButDynamic(kinds.List)) return UnifyElements(types, hasDynamic, DataType.List);
        if (kinds.AllButDynamic(kinds.Set)) return UnifyElements(types, hasDynamic, DataType.Set);
        if (kinds.AllButDynamic(kinds.Object)) return hasDynamic ? DataType.Dynamic : UnifyObjects(types);
        if (kinds.AllButDynamic(kinds.Tuple)) return hasDynamic ? DataType.Dynamic : UnifyTuples(types);
        // Objects among maps are often maps in spirit, written as literals; so are tuples among lists.
        if (kinds.Map > 0 && kinds.AllButDynamic(kinds.Map + kinds.Object) && UnifyAs<ObjectType>(types, UnifyAttributes) is MapType map) return map;
        if (kinds.List > 0 && kinds.AllButDynamic(kinds.List + kinds.Tuple) && UnifyAs<TupleType>(types, UnifyTupleElements) is ListType list) return list;
        if (kinds.Object > 0 && kinds.Tuple > 0) return null;
        if (kinds.Primitive > 0 && kinds.Primitive + kinds.Dynamic < types.Count) return hasDynamic ? DataType.Dynamic : null;
        return MostGeneral(types);
    }

    /// <summary>A type whose kind is not known yet may turn the result into anything.</summary>
    private DataType? UnifyElements(List<DataType> types, bool hasDynamic, Func<DataType, CollectionType> collection)
    {
        if (hasDynamic) return DataType.Dynamic;
        return Unify([.. types.Select(t => ((CollectionType)t).Element)]) is { } element ? AcceptedByAll(types, collection(element)) : null;
    }

    private DataType? UnifyObjects(List<DataType> types)
    {
        var first = (ObjectType)types[0];
        if (!types.All(t => HasSameNames((ObjectType)t, first))) return UnifyAttributes(types);
        var attributes = new KeyValuePair<string, DataType>[first.Count];
        for (var i = 0; i < first.Count; i++)
        {
            var at = i;
            if (Unify([.. types.Select(t => ((ObjectType)t).Attributes[at].Type)]) is not { } unified) return null;
            attributes[i] = KeyValuePair.Create(first.Attributes[i].Name, unified);
        }
        return AcceptedByAll(types, DataType.Object(attributes)) ?? UnifyAttributes(types);
    }

    private static bool HasSameNames(ObjectType a, ObjectType b)
    {
        if (a.Count != b.Count) return false;
        for (var i = 0; i < a.Count; i++)
            if (a.Attributes[i].Name != b.Attributes[i].Name) return false;
        return true;
    }

    private DataType? UnifyTuples(List<DataType> types)
    {
        var count = ((TupleType)types[0]).Elements.Count;
        if (types.Any(t => ((TupleType)t).Elements.Count != count)) return UnifyTupleElements(types);
        var elements = new DataType[count];
        for (var i = 0; i < count; i++)
        {
            var at = i;
            if (Unify([.. types.Select(t => ((TupleType)t).Elements[at])]) is not { } unified) return null;
            elements[i] = unified;
        }
        return AcceptedByAll(types, DataType.Tuple(elements)) ?? UnifyTupleElements(types);
    }

    /// <summary>Objects as a map of whatever all their attributes convert to.</summary>
    private DataType? UnifyAttributes(List<DataType> objects) =>
        Unify([.. objects.SelectMany(o => ((ObjectType)o).Attributes, (_, a) => a.Type)]) is { } element
            ? AcceptedByAll(objects, DataType.Map(element))
            : null;

    /// <summary>Tuples as a list of whatever all their elements convert to.</summary>
    private DataType? UnifyTupleElements(List<DataType> tuples) =>
        Unify([.. tuples.SelectMany(t => ((TupleType)t).Elements)]) is { } element
            ? AcceptedByAll(tuples, DataType.List(element))
            : null;

    /// <summary>Unifies with the collection that all structures of one kind make in place of these.</summary>
    private DataType? UnifyAs<TStructure>(List<DataType> types, Func<List<DataType>, DataType?> unify) where TStructure : DataType =>
        unify([.. types.Where(t => t is TStructure)]) is { } collection
            ? Unify([.. types.Select(t => t is TStructure ? collection : t)])
            : null;

    private DataType? AcceptedByAll(List<DataType> types, DataType unified) =>
        types.All(t => ConversionRules.IsPossible(t, unified, allowUnsafe)) ? unified : null;

    private DataType? MostGeneral(List<DataType> types)
    {
        foreach (var candidate in TypeGenerality.Sort(types))
            if (AcceptedByAll(types, candidate) is not null) return candidate;
        return null;
    }

    /// <summary>How many of each kind there are.</summary>
    private readonly struct KindCounts
    {
        private readonly int _total;

        internal KindCounts(List<DataType> types)
        {
            _total = types.Count;
            foreach (var type in types)
            {
                switch (type)
                {
                    case MapType: Map++; break;
                    case ListType: List++; break;
                    case SetType: Set++; break;
                    case ObjectType: Object++; break;
                    case TupleType: Tuple++; break;
                    case DynamicType: Dynamic++; break;
                    default: Primitive++; break;
                }
            }
        }

        internal int Map { get; }

        internal int List { get; }

        internal int Set { get; }

        internal int Object { get; }

        internal int Tuple { get; }

        internal int Dynamic { get; }

        internal int Primitive { get; }

        internal bool AllButDynamic(int count) => count > 0 && count + Dynamic == _total;
    }
}
