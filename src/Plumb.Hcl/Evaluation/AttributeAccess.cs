using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Hcl.Evaluation;

/// <summary>The language's <c>object.name</c>, which also looks up elements of maps. A fault gives a dynamically typed unknown.</summary>
public static class AttributeAccess
{
    public static Value Get(Value value, string name, out AccessFault? fault)
    {
        fault = null;
        var whole = value.Unmarked;
        switch (whole)
        {
            case ObjectValue known when known.TryGet(name, out var attribute):
                return attribute.WithMarks(value.Marks);
            case MapValue known when known.TryGet(name, out var element):
                return element.WithMarks(value.Marks);
            case UnknownValue { Type: DynamicType }:
                return Value.DynamicUnknown.WithMarks(value.Marks);
            case UnknownValue { Type: MapType map }:
                return Value.Unknown(map.Element).WithMarks(value.Marks);
            case UnknownValue { Type: ObjectType type } when type[name] is { } attributeType:
                return Value.Unknown(attributeType).WithMarks(value.Marks);
        }
        fault = whole is NullValue
            ? new(EvaluationRules.AttributeOfNull, $"This value is null, so it has no attribute \"{name}\".")
            : Missing(whole, name);
        return Value.DynamicUnknown;
    }

    private static AccessFault Missing(Value whole, string name) => whole.Type switch
    {
        ObjectType type => Unsupported($"This object has no attribute named \"{name}\".{Similar(name, type)}"),
        MapType => new(EvaluationRules.MissingMapElement, $"This map has no element with the key \"{name}\".")
        {
            Help = "lookup() gives a default in place of a missing element.",
        },
        ListType { Element: ObjectType type } when type.Has(name) =>
            Unsupported($"This is a list of objects: its elements have the attribute \"{name}\", the list itself does not.") with
            {
                Help = $"Select one element, as in [0].{name}, or take the attribute of all elements with [*].{name}.",
            },
        ListType { Element: ObjectType } =>
            Unsupported("This is a list of objects, which has no attributes itself.") with { Help = "Select one element, as in [0], or all elements with [*]." },
        SetType { Element: ObjectType } =>
            Unsupported("This is a set of objects, which has no attributes itself.") with { Help = "Take the attribute of all elements with a for expression or with [*]." },
        PrimitiveType type => Unsupported($"A {type.FriendlyName} has no attributes."),
        _ => Unsupported("This value has no attributes."),
    };

    private static string Similar(string name, ObjectType type) =>
        SimilarName.Find(name, type.Attributes.Select(a => a.Name)) is { } similar ? $" Did you mean \"{similar}\"?" : "";

    private static AccessFault Unsupported(string detail) => new(EvaluationRules.UnsupportedAttribute, detail);
}
