using System.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Conversion;

/// <summary>
/// Converts one value, whose type is known to be convertible. Null results mean failure; <see cref="Error"/> says why
/// and gathers the way to the place while the calls return.
/// </summary>
internal sealed class ValueConverter
{
    internal ConversionError? Error { get; private set; }

    internal Value? Convert(Value value, DataType want)
    {
        if (want is DynamicType || value.Type.Equals(want.WithoutOptionalAttributes())) return value;
        if (value.IsMarked) return Convert(value.Unmarked, want)?.WithMarks(value.Marks);
        return value switch
        {
            UnknownValue u => UnknownConversion.Convert(u, want.WithoutOptionalAttributes()),
            NullValue => Value.Null(UnknownConversion.FillDynamic(value.Type, want.WithoutOptionalAttributes())),
            _ => ConvertKnown(value, want),
        };
    }

    private Value? ConvertKnown(Value value, DataType want) => (value, want) switch
    {
        (_, PrimitiveType t) => PrimitiveConversion.Convert(value, t, out var reason) ?? Fail(reason),
        (ListValue or SetValue, ListType t) => ConvertToList((SequenceValue)value, t),
        (ListValue or SetValue, SetType t) => ConvertToSet((SequenceValue)value, t.Element, ((CollectionType)value.Type).Element),
        (TupleValue v, ListType t) => ConvertTupleToList(v, t.Element),
        (TupleValue v, SetType t) => ConvertTupleToSet(v, t.Element),
        (TupleValue v, TupleType t) => ConvertTuple(v, t),
        (MapValue v, MapType t) => ConvertMap(v, t.Element),
        (ObjectValue v, MapType t) => ConvertObjectToMap(v, t.Element),
        (MapValue v, ObjectType t) => ConvertMapToObject(v, t),
        (ObjectValue v, ObjectType t) => ConvertObject(v, t),
        _ => Fail(MismatchText.Write(value.Type, want)),
    };

    private Value? ConvertToList(SequenceValue from, ListType to)
    {
        // Unknown elements of a set may turn out equal, so that there is no saying how many there are.
        if (from is SetValue { IsWhollyKnown: false, Count: > 1 })
            return Value.Unknown(UnknownConversion.FillDynamic(from.Type, to.WithoutOptionalAttributes()));
        if (from.Count == 0) return Value.List(EmptyElementType(to.Element, ((CollectionType)from.Type).Element));
        return ConvertElements(from.Span, to.Element) is { } elements ? MakeList(elements, to.Element) : null;
    }

    private Value? ConvertToSet(SequenceValue from, DataType element, DataType fromElement)
    {
        if (from.Count == 0) return Value.Set(EmptyElementType(element, fromElement));
        return ConvertElements(from.Span, element) is { } elements ? MakeSet(elements, element) : null;
    }

    private Value? ConvertTupleToList(TupleValue from, DataType wanted)
    {
        if (from.Count == 0) return Value.List(wanted.WithoutOptionalAttributes());
        if (ConversionRules.TupleElement((TupleType)from.Type, wanted, allowUnsafe: true) is not { } element) return Fail(MismatchText.Write(from.Type, DataType.List(wanted)));
        if (ConvertElements(from.Span, element) is not { } elements) return null;
        return element.HasDynamic && !TryUnify(elements, i => new IndexStep(Value.Number(i)), allowUnsafe: true) ? null : MakeList(elements, element);
    }

    private Value? ConvertTupleToSet(TupleValue from, DataType wanted)
    {
        if (from.Count == 0) return Value.Set(wanted.WithoutOptionalAttributes());
        if (ConversionRules.TupleElement((TupleType)from.Type, wanted, allowUnsafe: true) is not { } element) return Fail(MismatchText.Write(from.Type, DataType.Set(wanted)));
        return ConvertElements(from.Span, element) is { } elements ? MakeSet(elements, element) : null;
    }

    private Value[]? ConvertElements(ReadOnlySpan<Value> from, DataType element)
    {
        var converted = new Value[from.Length];
        for (var i = 0; i < converted.Length; i++)
        {
            if (Convert(from[i], element) is not { } value) return FailInside<Value[]>(new IndexStep(Value.Number(i)));
            converted[i] = value;
        }
        return converted;
    }

    private Value? ConvertTuple(TupleValue from, TupleType to)
    {
        var converted = new Value[from.Count];
        for (var i = 0; i < converted.Length; i++)
        {
            if (Convert(from[i], to.Elements[i]) is not { } value) return FailInside<Value>(new IndexStep(Value.Number(i)));
            converted[i] = value;
        }
        return to.HasDynamic ? Value.Tuple(converted) : TupleValue.OfType((TupleType)to.WithoutOptionalAttributes(), converted);
    }

    private MapValue? ConvertMap(MapValue from, DataType element)
    {
        if (from.Count == 0) return Value.Map(EmptyElementType(element, from.ElementType), []);
        return ConvertEntries(from, element) is { } elements ? MakeMap(from, elements, element, allowUnsafe: false) : null;
    }

    private Value? ConvertObjectToMap(ObjectValue from, DataType wanted)
    {
        if (from.Count == 0) return Value.Map(wanted.WithoutOptionalAttributes(), []);
        if (ConversionRules.ObjectElement(from.Type, wanted, allowUnsafe: true) is not { } element) return Fail(MismatchText.Write(from.Type, DataType.Map(wanted)));
        return ConvertEntries(from, element) is { } elements ? MakeMap(from, elements, element, allowUnsafe: true) : null;
    }

    private Value[]? ConvertEntries(NamedValues from, DataType element)
    {
        var converted = new Value[from.Count];
        for (var i = 0; i < converted.Length; i++)
        {
            if (Convert(from.Span[i], element) is not { } value) return FailInside<Value[]>(new IndexStep(Value.String(from.NameAt(i))));
            converted[i] = value;
        }
        return converted;
    }

    private Value? ConvertObject(ObjectValue from, ObjectType to)
    {
        var converted = new Value[to.Count];
        // Names are sorted alike on both sides, so one walk finds them all.
        for (int i = 0, at = 0; i < converted.Length; i++)
        {
            var wanted = to.Attributes[i];
            while (at < from.Count && Text.Utf8Order.Compare(from.NameAt(at), wanted.Name) < 0) at++;
            if (at == from.Count || from.NameAt(at) != wanted.Name)
            {
                if (!wanted.Optional) return Fail($"attribute \"{wanted.Name}\" is required");
                converted[i] = Value.Null(wanted.Type.WithoutOptionalAttributes());
            }
            else if (Convert(from.Span[at], wanted.Type) is { } value) converted[i] = value;
            else return FailInside<Value>(new AttributeStep(wanted.Name));
        }
        return MakeObject(to, converted);
    }

    private Value? ConvertMapToObject(MapValue from, ObjectType to)
    {
        var converted = new Value[to.Count];
        for (var i = 0; i < converted.Length; i++)
        {
            var wanted = to.Attributes[i];
            if (from[wanted.Name] is not { } element)
            {
                if (!wanted.Optional) return Fail($"map has no element for required attribute \"{wanted.Name}\"");
                converted[i] = Value.Null(wanted.Type.WithoutOptionalAttributes());
                continue;
            }
            // An optional attribute of a type that the map cannot give stops nothing until the map has it.
            if (!ConversionRules.IsPossible(element.Type, wanted.Type, allowUnsafe: true))
                return Fail($"map element type is incompatible with attribute \"{wanted.Name}\": {MismatchText.Write(element.Type, wanted.Type)}");
            if (Convert(element, wanted.Type) is not { } value) return FailInside<Value>(new IndexStep(Value.String(wanted.Name)));
            converted[i] = value;
        }
        return MakeObject(to, converted);
    }

    /// <summary>The type that an empty collection keeps where any would do.</summary>
    private static DataType EmptyElementType(DataType wanted, DataType had) => wanted is DynamicType ? had : wanted.WithoutOptionalAttributes();

    private ListValue? MakeList(Value[] elements, DataType wanted) =>
        SettleType(elements, wanted, "list") is { } type ? ListValue.OfType(DataType.List(type), elements) : null;

    private Value? MakeSet(Value[] elements, DataType wanted) =>
        SettleType(elements, wanted, "set") is { } type ? Value.Set(type, elements) : null;

    private MapValue? MakeMap(NamedValues from, Value[] elements, DataType wanted, bool allowUnsafe)
    {
        if (wanted.HasDynamic && wanted is CollectionType or ObjectType
            && !TryUnify(elements, i => new IndexStep(Value.String(from.NameAt(i))), allowUnsafe)) return null;
        return SettleType(elements, wanted, "map") is { } type ? MapValue.OfNames(type, from, elements) : null;
    }

    private static ObjectValue MakeObject(ObjectType to, Value[] values) => to.HasDynamic
        ? Value.Object(values.Select((v, i) => KeyValuePair.Create(to.Attributes[i].Name, v)))
        : ObjectValue.OfType((ObjectType)to.WithoutOptionalAttributes(), values);

    /// <summary>The element type of converted elements. Without dynamic parts it is what was wanted; else they must agree.</summary>
    private DataType? SettleType(Value[] elements, DataType wanted, string kind)
    {
        if (!wanted.HasDynamic) return wanted.WithoutOptionalAttributes();
        if (ElementTypes.CommonType(elements) is not { } common)
        {
            Fail($"element types must all match for conversion to {kind}");
            return null;
        }
        ElementTypes.Settle(elements, common);
        return common;
    }

    /// <summary>Brings elements, converted to a constraint that leaves parts open, to one type.</summary>
    private bool TryUnify(Value[] elements, Func<int, PathStep> step, bool allowUnsafe)
    {
        var types = Array.ConvertAll(elements, e => e.Type);
        if (new TypeUnifier(allowUnsafe).Unify(types) is not { } unified)
        {
            Fail("cannot find a common base type for all elements");
            return false;
        }
        for (var i = 0; i < elements.Length; i++)
        {
            if (Convert(elements[i], unified) is { } value) elements[i] = value;
            else
            {
                FailInside<Value>(step(i));
                return false;
            }
        }
        return true;
    }

    private Value? Fail(string message)
    {
        Error = new ConversionError(ValuePath.Root, message);
        return null;
    }

    private T? FailInside<T>(PathStep step) where T : class
    {
        Debug.Assert(Error is not null, "a conversion fails with a reason");
        Error = Error.Inside(step);
        return null;
    }
}
