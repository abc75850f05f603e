using System.Globalization;
using Plumb.Core.Types;

namespace Plumb.Core.Conversion;

/// <summary>Says in words why one type does not convert to another: the first thing in the way, from the outside in.</summary>
internal static class MismatchText
{
    internal static string Write(DataType got, DataType want) => (got, want) switch
    {
        (ObjectType g, ObjectType w) => WriteObjects(g, w),
        (TupleType, ListType { Element: DynamicType }) => "all list elements must have the same type",
        (TupleType, SetType { Element: DynamicType }) => "all set elements must have the same type",
        (ObjectType, MapType { Element: DynamicType }) => "all map elements must have the same type",
        (TupleType g, ListType or SetType) => WriteElements(g, (CollectionType)want),
        (ObjectType g, MapType w) => WriteElements(g, w),
        (TupleType or ObjectType, CollectionType) => Required(want),
        (CollectionType g, CollectionType w) => WriteCollections(g, w),
        _ when IsMoreConfusing(got, want) => Required(want),
        _ => $"{want.FriendlyName} required, but have {got.FriendlyName}",
    };

    private static string Required(DataType want) => $"{(want is DynamicType ? "any type" : want.FriendlyName)} required";

    /// <summary>Missing attributes first; then one that converts in no way, then one that depends on its value.</summary>
    private static string WriteObjects(ObjectType got, ObjectType want)
    {
        var missing = want.Attributes.Where(a => !a.Optional && !got.Has(a.Name)).Select(a => $"\"{a.Name}\"").ToArray();
        if (missing.Length > 0) return WriteMissing(missing);
        string? depends = null;
        foreach (var attribute in want.Attributes)
        {
            if (got[attribute.Name] is not { } type || type.Equals(attribute.Type)) continue;
            if (!ConversionRules.IsPossible(type, attribute.Type, allowUnsafe: true)) return $"attribute \"{attribute.Name}\": {Write(type, attribute.Type)}";
            if (depends is null && !ConversionRules.IsPossible(type, attribute.Type, allowUnsafe: false))
                depends = $"attribute \"{attribute.Name}\": {Write(type, attribute.Type)}";
        }
        return depends ?? "incorrect object attributes";
    }

    private static string WriteMissing(string[] names) => names.Length switch
    {
        1 => $"attribute {names[0]} is required",
        2 => $"attributes {names[0]} and {names[1]} are required",
        _ => $"attributes {string.Join(", ", names[..^1])}, and {names[^1]} are required",
    };

    private static string WriteElements(TupleType got, CollectionType want)
    {
        for (var i = 0; i < got.Elements.Count; i++)
            if (!ConversionRules.IsPossible(got.Elements[i], want.Element, allowUnsafe: true))
                return string.Create(CultureInfo.InvariantCulture, $"element {i}: {Write(got.Elements[i], want.Element)}");
        return $"all elements must be {want.Element.FriendlyName}";
    }

    private static string WriteElements(ObjectType got, MapType want)
    {
        foreach (var attribute in got.Attributes)
            if (!ConversionRules.IsPossible(attribute.Type, want.Element, allowUnsafe: true))
                return $"element \"{attribute.Name}\": {Write(attribute.Type, want.Element)}";
        return $"all elements must be {want.Element.FriendlyName}";
    }

    private static string WriteCollections(CollectionType got, CollectionType want)
    {
        if (want is MapType != got is MapType) return Required(want);
        var kind = want switch
        {
            ListType => "list",
            SetType => "set",
            _ => "map",
        };
        return $"incorrect {kind} element type: {Write(got.Element, want.Element)}";
    }

    /// <summary>
    /// Whether naming what was given would lead a reader astray: "number required, but have string" sounds as if the
    /// quotes were the fault, and two structures of one kind differ in what their names do not say.
    /// </summary>
    private static bool IsMoreConfusing(DataType got, DataType want)
    {
        if (got.IsPrimitive != want.IsPrimitive || ReferenceEquals(want, DataType.String)) return false;
        if (got is PrimitiveType && !ReferenceEquals(got, DataType.String)) return got.Equals(want);
        return !(got is TupleType && want is ObjectType);
    }
}
