using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// The language's <c>collection[key]</c>. Unknowns give unknowns of the element's type; the marks of collection and
/// key go to the result. A fault gives a dynamically typed unknown.
/// </summary>
public static class ElementAccess
{
    public static Value Index(Value collection, Value key, out AccessFault? fault)
    {
        fault = collection.IsNull ? new(EvaluationRules.IndexOfNull, "This value is null, so there is nothing in it to index.")
            : key.IsNull ? Invalid("A null value cannot be used as an index.")
            : null;
        if (fault is not null) return Value.DynamicUnknown;

        var marks = collection.Marks.Union(key.Marks);
        if (collection.Type is DynamicType || key.Type is DynamicType) return Value.DynamicUnknown.WithMarks(marks);

        var (whole, plainKey) = (collection.Unmarked, key.Unmarked);
        var element = whole.Type switch
        {
            ListType or TupleType => OfSequence(whole, plainKey, collection.IsMarked, out fault),
            MapType type => OfMap(type, whole, plainKey, out fault),
            ObjectType type => OfObject(type, whole, plainKey, out fault),
            _ => OfNothing(whole, out fault),
        };
        return fault is null ? element.WithMarks(marks) : Value.DynamicUnknown;
    }

    private static UnknownValue OfNothing(Value value, out AccessFault fault)
    {
        fault = value.Type is SetType
            ? Invalid("The elements of a set have no index or key: each is identified by its value alone, so none can be selected by index.") with
            {
                Help = "Use a for expression to go through all elements, or tolist() to give them an order.",
            }
            : Invalid($"A {value.Type.FriendlyName} has no elements to index.");
        return Value.DynamicUnknown;
    }

    private static Value OfSequence(Value sequence, Value key, bool hideLength, out AccessFault? fault)
    {
        if (!EvaluationRun.TryConvert(key, DataType.Number, out var converted, out var error))
        {
            fault = Invalid($"The index of a {sequence.Type.FriendlyName} is a number: {error.Describe()}.");
            return Value.DynamicUnknown;
        }
        fault = null;
        if (converted is not NumberValue { Number: var number })
            return Value.Unknown(sequence.Type is ListType list ? list.Element : DataType.Dynamic);

        if (sequence is SequenceValue { Span: var elements } && number.TryGetInt32(out var at) && at >= 0 && at < elements.Length)
            return elements[at];
        return sequence is UnknownValue unknown
            ? OfUnknownSequence(unknown, number, out fault)
            : Missing(number, hideLength ? null : ((SequenceValue)sequence).Count, out fault);
    }

    private static UnknownValue OfUnknownSequence(UnknownValue sequence, Number index, out AccessFault? fault)
    {
        fault = null;
        if (sequence.Type is not TupleType tuple) return Value.Unknown(((ListType)sequence.Type).Element);
        return index.TryGetInt32(out var at) && at >= 0 && at < tuple.Elements.Count
            ? Value.Unknown(tuple.Elements[at])
            : Missing(index, tuple.Elements.Count, out fault);
    }

    private static UnknownValue Missing(Number index, int? count, out AccessFault? fault)
    {
        fault = Invalid((index, count) switch
        {
            ({ IsInteger: false }, _) => "The index has a fractional part, but an index is a whole number; floor() rounds one down.",
            ({ Sign: < 0 }, _) => "The index is negative. Elements are counted from 0 at the start, never from the end.",
            (_, null) => "The index does not identify an element of this value.",
            (_, 0) => "The index does not identify an element: there are no elements.",
            (_, 1) => "The index is past the end: there is one element, with index 0.",
            _ => $"The index is past the end: there are {count} elements, and indexes count from 0.",
        });
        return Value.DynamicUnknown;
    }

    private static Value OfMap(MapType type, Value map, Value key, out AccessFault? fault)
    {
        if (!TryKeyText(key, out var name, out fault)) return Value.DynamicUnknown;
        if (name is null || map is not MapValue known) return Value.Unknown(type.Element);
        if (known.TryGet(name, out var element)) return element;
        fault = Invalid("The map has no element with the given key.") with { Help = "lookup() gives a default in place of a missing element." };
        return Value.DynamicUnknown;
    }

    private static Value OfObject(ObjectType type, Value whole, Value key, out AccessFault? fault)
    {
        if (!TryKeyText(key, out var name, out fault) || name is null) return Value.DynamicUnknown;
        var at = type.IndexOf(name);
        if (at >= 0) return whole is ObjectValue known ? known.Span[at] : Value.Unknown(type.Attributes[at].Type);
        fault = Invalid(key.Type == DataType.Number
            ? "The object has no attribute of that name. Attributes are looked up by name, not by a number."
            : "The object has no attribute of that name.");
        return Value.DynamicUnknown;
    }

    /// <summary>The key as text, null while it is unknown.</summary>
    private static bool TryKeyText(Value key, out string? text, out AccessFault? fault)
    {
        text = null;
        fault = null;
        if (EvaluationRun.TryConvert(key, DataType.String, out var converted, out var error))
        {
            text = (converted as StringValue)?.Text;
            return true;
        }
        fault = Invalid($"The key is to be a string: {error.Describe()}.");
        return false;
    }

    private static AccessFault Invalid(string detail) => new(EvaluationRules.InvalidIndex, detail);
}
