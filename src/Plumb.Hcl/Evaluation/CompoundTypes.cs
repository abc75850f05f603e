using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// Tuples and objects that reuse the type of an earlier value where it fits. One configuration makes ten thousand
/// objects of one type: with one instance of the type, comparing their types costs nothing.
/// </summary>
internal static class CompoundTypes
{
    public static TupleValue Tuple(Value[] elements, DataType? earlier)
    {
        if (elements.Length == 0) return Value.EmptyTuple;
        return TupleValue.OfType(earlier is TupleType type && Fits(type, elements) ? type : DataType.Tuple(Array.ConvertAll(elements, static e => e.Type)), elements);
    }

    public static ObjectValue Object(Dictionary<string, Value> attributes, DataType? earlier)
    {
        if (attributes.Count == 0) return Value.EmptyObject;
        if (earlier is not ObjectType type || Values(type, attributes) is not { } values) return Value.Object(attributes);
        return ObjectValue.OfType(type, values);
    }

    /// <summary>The type of an object with the values in the order of the sorted names.</summary>
    public static ObjectType ObjectType(string[] names, Value[] values, ObjectType? earlier)
    {
        if (earlier is not null && Fits(earlier, values)) return earlier;
        return DataType.Object(names.Select((name, i) => KeyValuePair.Create(name, values[i].Type)));
    }

    private static Value[]? Values(ObjectType type, Dictionary<string, Value> attributes)
    {
        if (type.Count != attributes.Count) return null;
        var values = new Value[type.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var wanted = type.Attributes[i];
            if (!attributes.TryGetValue(wanted.Name, out var value) || !value.Type.Equals(wanted.Type)) return null;
            values[i] = value;
        }
        return values;
    }

    private static bool Fits(TupleType type, Value[] elements)
    {
        var types = type.Elements;
        if (types.Count != elements.Length) return false;
        for (var i = 0; i < elements.Length; i++)
            if (!types[i].Equals(elements[i].Type)) return false;
        return true;
    }

    private static bool Fits(ObjectType type, Value[] values)
    {
        var attributes = type.Attributes;
        for (var i = 0; i < values.Length; i++)
            if (!attributes[i].Type.Equals(values[i].Type)) return false;
        return true;
    }
}
