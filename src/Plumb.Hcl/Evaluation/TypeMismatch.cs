using Plumb.Core.Types;

namespace Plumb.Hcl.Evaluation;

/// <summary>Says where the types of a conditional's two results part, as a sentence without its full stop.</summary>
internal static class TypeMismatch
{
    public static string Describe(DataType whenTrue, DataType whenFalse) => (whenTrue, whenFalse) switch
    {
        (ObjectType a, ObjectType b) => OfObjects(a, b),
        (TupleType a, TupleType b) => OfTuples(a, b),
        (ListType { Element.IsStructural: true } a, ListType { Element.IsStructural: true } b) => OfElements("lists", a, b),
        (SetType { Element.IsStructural: true } a, SetType { Element.IsStructural: true } b) => OfElements("sets", a, b),
        (MapType { Element.IsStructural: true } a, MapType { Element.IsStructural: true } b) => OfElements("maps", a, b),
        _ => OfOthers(whenTrue, whenFalse),
    };

    private static string OfObjects(ObjectType a, ObjectType b)
    {
        foreach (var attribute in a.Attributes)
        {
            if (b[attribute.Name] is not { } other) return Lacks("true", "false", attribute.Name);
            if (!other.Equals(attribute.Type)) return $"Their attribute \"{attribute.Name}\" differs: {Inner(attribute.Type, other)}";
        }
        foreach (var attribute in b.Attributes)
            if (!a.Has(attribute.Name)) return Lacks("false", "true", attribute.Name);
        return OfOthers(a, b);
    }

    private static string Lacks(string has, string lacks, string name) =>
        $"The '{has}' result is an object with the attribute \"{name}\", which the object of the '{lacks}' result lacks";

    private static string OfTuples(TupleType a, TupleType b)
    {
        if (a.Elements.Count != b.Elements.Count)
            return $"The 'true' result is a tuple of length {a.Elements.Count}, the 'false' result one of length {b.Elements.Count}";
        for (var i = 0; i < a.Elements.Count; i++)
            if (!a.Elements[i].Equals(b.Elements[i])) return $"Their element {i} differs: {Inner(a.Elements[i], b.Elements[i])}";
        return OfOthers(a, b);
    }

    private static string OfElements(string kind, CollectionType a, CollectionType b) =>
        a.Element is ObjectType == b.Element is ObjectType
            ? $"The elements of the two {kind} differ: {Inner(a.Element, b.Element)}"
            : OfOthers(a, b);

    private static string OfOthers(DataType a, DataType b) =>
        a.FriendlyName == b.FriendlyName
            ? $"Both are {a.FriendlyName}, but something deep inside the two does not agree"
            : $"The 'true' result is {a.FriendlyName}, the 'false' result is {b.FriendlyName}";

    private static string Inner(DataType a, DataType b)
    {
        var text = Describe(a, b);
        return char.ToLowerInvariant(text[0]) + text[1..];
    }
}
