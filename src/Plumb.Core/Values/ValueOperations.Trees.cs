using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>Finding and rebuilding what is inside a value.</summary>
public static partial class ValueOperations
{
    /// <summary>
    /// The value at a path, or null if the path does not exist in it. Through an unknown the answer is unknown; the
    /// marks of everything on the way come along.
    /// </summary>
    public static Value? At(Value value, ValuePath path)
    {
        var at = value;
        foreach (var step in path.Steps)
        {
            if (Child(at.Unmarked, step) is not { } child) return null;
            at = child.WithMarks(at.Marks);
            if (step is IndexStep index) at = at.WithMarks(index.Key.Marks);
        }
        return at;
    }

    /// <summary>
    /// Whether the type of everything inside is settled: no unknown can still turn out to be of another type. An untyped
    /// null is as known as it will ever be.
    /// </summary>
    public static bool HasKnownType(Value value)
    {
        if (value.IsWhollyKnown) return true;
        if (value.Unmarked is UnknownValue unknown) return !unknown.Type.HasDynamic;
        foreach (var child in value.Unmarked.Children)
            if (!HasKnownType(child)) return false;
        return true;
    }

    /// <summary>
    /// Rebuilds a value from the leaves outward; the function is given each place and its value with children already
    /// rebuilt. Where nothing changes nothing is copied. A collection whose elements no longer have one type becomes a
    /// tuple or an object.
    /// </summary>
    public static Value Transform(Value value, Func<ValuePath, Value, Value> transform) => Transform(ValuePath.Root, value, transform);

    private static Value Transform(ValuePath path, Value value, Func<ValuePath, Value, Value> transform)
    {
        var rebuilt = value.Unmarked switch
        {
            SetValue s => Rebuild(s, path, transform),
            SequenceValue s => Rebuild(s, path, transform),
            NamedValues n => Rebuild(n, path, transform),
            var leaf => leaf,
        };
        return transform(path, ReferenceEquals(rebuilt, value.Unmarked) ? value : rebuilt.WithMarks(value.Marks));
    }

    private static Value Rebuild(SequenceValue sequence, ValuePath path, Func<ValuePath, Value, Value> transform)
    {
        Value[]? changed = null;
        for (var i = 0; i < sequence.Count; i++)
        {
            var element = sequence[i];
            var result = Transform(path.Index(sequence is SetValue ? element : Value.Number(i)), element, transform);
            if (ReferenceEquals(result, element)) continue;
            changed ??= sequence.Span.ToArray();
            changed[i] = result;
        }
        if (changed is null) return sequence;
        if (sequence is TupleValue || ElementTypes.CommonType(changed) is not { } element0) return Value.Tuple(changed);
        return sequence is SetValue ? Value.Set(element0, changed) : Value.List(element0, changed);
    }

    private static Value Rebuild(NamedValues named, ValuePath path, Func<ValuePath, Value, Value> transform)
    {
        Value[]? changed = null;
        for (var i = 0; i < named.Count; i++)
        {
            var place = named is ObjectValue ? path.Attribute(named.NameAt(i)) : path.Index(Value.String(named.NameAt(i)));
            var result = Transform(place, named.Values[i], transform);
            if (ReferenceEquals(result, named.Values[i])) continue;
            changed ??= named.Span.ToArray();
            changed[i] = result;
        }
        if (changed is null) return named;
        var entries = changed.Select((v, i) => KeyValuePair.Create(named.NameAt(i), v));
        return named is MapValue && ElementTypes.CommonType(changed) is { } element ? Value.Map(element, entries) : Value.Object(entries);
    }

    private static Value? Child(Value parent, PathStep step) => (parent, step) switch
    {
        (UnknownValue u, _) => ChildType(u.Type, step) is { } type ? Value.Unknown(type) : null,
        (NamedValues n, AttributeStep a) => n[a.Name],
        (NamedValues n, IndexStep { Key.Unmarked: StringValue key }) => n[key.Text],
        (SetValue s, IndexStep { Key: var element }) => Member(s, element),
        (SequenceValue s, IndexStep { Key.Unmarked: NumberValue key }) =>
            key.Number.TryGetInt32(out var i) && i >= 0 && i < s.Count ? s[i] : null,
        (SequenceValue or MapValue, IndexStep { Key.Unmarked: UnknownValue }) => Value.Unknown(ChildType(parent.Type, step) ?? DataType.Dynamic),
        _ => null,
    };

    private static Value? Member(SetValue set, Value element)
    {
        var contains = SetContains(set, element);
        if (!contains.IsKnown) return Value.Unknown(set.ElementType);
        return contains.Unmarked is BoolValue { IsTrue: true } ? element.UnmarkDeep() : null;
    }

    private static DataType? ChildType(DataType parent, PathStep step) => (parent, step) switch
    {
        (DynamicType, _) => DataType.Dynamic,
        (ObjectType o, AttributeStep a) => o[a.Name],
        (ObjectType o, IndexStep { Key.Unmarked: StringValue key }) => o[key.Text],
        (TupleType t, IndexStep { Key.Unmarked: NumberValue key }) =>
            key.Number.TryGetInt32(out var i) && i >= 0 && i < t.Elements.Count ? t.Elements[i] : null,
        (TupleType, IndexStep { Key.Unmarked: UnknownValue }) => DataType.Dynamic,
        (MapType m, AttributeStep) => m.Element,
        (CollectionType c, IndexStep) => c.Element,
        _ => null,
    };
}
