using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Text;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>A value that holds others in an order: list, set, tuple.</summary>
public abstract class SequenceValue : Value
{
    private readonly Value[] _elements;

    private protected SequenceValue(DataType type, Value[] elements) : base(type, Combine(elements)) => _elements = elements;

    public IReadOnlyList<Value> Elements => _elements;

    public ReadOnlySpan<Value> Span => _elements;

    public int Count => _elements.Length;

    public Value this[int index] => _elements[index];

    internal sealed override ReadOnlySpan<Value> Children => _elements;

    private protected override bool ContentEquals(Value other) => ((SequenceValue)other)._elements.AsSpan().SequenceEqual(_elements);

    private protected override int ContentHash()
    {
        var hash = new HashCode();
        hash.Add(_elements.Length);
        foreach (var e in _elements) hash.Add(e.GetHashCode());
        return hash.ToHashCode();
    }
}

public sealed class ListValue : SequenceValue
{
    internal ListValue(ListType type, Value[] elements) : base(type, elements)
    {
    }

    public DataType ElementType => ((ListType)Type).Element;

    /// <summary>For a caller that gives the array away; the elements are of the type's element type.</summary>
    public static ListValue OfType(ListType type, Value[] elements) => new(type, elements);

    internal override Value WithChildren(Value[] children) => new ListValue((ListType)Type, children);
}

public sealed class TupleValue : SequenceValue
{
    internal TupleValue(TupleType type, Value[] elements) : base(type, elements)
    {
    }

    /// <summary>For a caller that already holds the type; the elements' types are the type's.</summary>
    public static TupleValue OfType(TupleType type, Value[] elements) => new(type, elements);

    internal override Value WithChildren(Value[] children) => new TupleValue((TupleType)Type, children);
}

/// <summary>Distinct elements in the order in which Terraform iterates them. Elements carry no marks; the set does.</summary>
public sealed class SetValue : SequenceValue
{
    private SetValue(SetType type, Value[] elements) : base(type, elements)
    {
    }

    public DataType ElementType => ((SetType)Type).Element;

    /// <summary>Some of the elements, chosen by the caller and in the order that they have here.</summary>
    public SetValue Subset(Value[] elements) => new((SetType)Type, elements);

    /// <summary>For a caller that gives the array away; the elements carry no marks and are of the type's element type.</summary>
    internal static SetValue OfType(SetType type, Value[] elements) => new(type, SetOrder.Sort(type.Element, elements));

    internal static Value Create(DataType element, IReadOnlyList<Value> elements)
    {
        var marks = MarkSet.Empty;
        var plain = new Value[elements.Count];
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = elements[i].UnmarkDeep(out var elementMarks);
            marks = marks.Union(elementMarks);
        }
        return new SetValue(DataType.Set(element), SetOrder.Sort(element, plain)).WithMarks(marks);
    }
}

/// <summary>A value that holds others by name: map, object. Names are in the order of their UTF-8 bytes.</summary>
public abstract class NamedValues : Value
{
    private readonly Value[] _values;

    private protected NamedValues(DataType type, Value[] values) : base(type, Combine(values)) => _values = values;

    public int Count => _values.Length;

    /// <summary>In the order of the names.</summary>
    public IReadOnlyList<Value> Values => _values;

    public ReadOnlySpan<Value> Span => _values;

    public IEnumerable<KeyValuePair<string, Value>> Entries
    {
        get
        {
            for (var i = 0; i < _values.Length; i++) yield return KeyValuePair.Create(NameAt(i), _values[i]);
        }
    }

    /// <summary>The value of a name, or null if there is none.</summary>
    public Value? this[string name] => IndexOf(name) is >= 0 and var i ? _values[i] : null;

    /// <summary>The values in the order of the names, as a list (of a map) or a tuple (of an object). Shares the storage.</summary>
    public abstract SequenceValue ToSequence();

    public abstract string NameAt(int index);

    /// <summary>The place of a name, or -1.</summary>
    public abstract int IndexOf(string name);

    public bool Has(string name) => IndexOf(name) >= 0;

    public bool TryGet(string name, [NotNullWhen(true)] out Value? value) => (value = this[name]) is not null;

    private protected Value[] Storage => _values;

    internal sealed override ReadOnlySpan<Value> Children => _values;

    private protected override bool ContentEquals(Value other)
    {
        var that = (NamedValues)other;
        if (!that._values.AsSpan().SequenceEqual(_values)) return false;
        for (var i = 0; i < _values.Length; i++)
            if (NameAt(i) != that.NameAt(i)) return false;
        return true;
    }

    private protected override int ContentHash()
    {
        var hash = new HashCode();
        for (var i = 0; i < _values.Length; i++)
        {
            hash.Add(NameAt(i).GetHashCode(StringComparison.Ordinal));
            hash.Add(_values[i].GetHashCode());
        }
        return hash.ToHashCode();
    }
}

public sealed class MapValue : NamedValues
{
    private readonly string[] _keys;

    private MapValue(MapType type, string[] keys, Value[] values) : base(type, values) => _keys = keys;

    public DataType ElementType => ((MapType)Type).Element;

    public IReadOnlyList<string> Keys => _keys;

    public override SequenceValue ToSequence() => new ListValue(DataType.List(ElementType), Storage);

    public override string NameAt(int index) => _keys[index];

    public override int IndexOf(string name)
    {
        var i = Array.BinarySearch(_keys, name, Utf8Order.Instance);
        return i < 0 ? -1 : i;
    }

    internal override Value WithChildren(Value[] children) => new MapValue((MapType)Type, _keys, children);

    /// <summary>Values for the names of another map or object, in its order; the array is given away.</summary>
    internal static MapValue OfNames(DataType element, NamedValues names, Value[] values)
    {
        var keys = names is MapValue m ? m._keys : [.. ((ObjectValue)names).Type.Attributes.Select(a => a.Name)];
        return new MapValue(DataType.Map(element), keys, values);
    }

    /// <summary>For a caller that gives the arrays away; of several values of a key the last counts.</summary>
    internal static MapValue OfType(MapType type, string[] keys, Value[] values)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            if (Utf8Order.Compare(keys[i - 1], keys[i]) >= 0)
                return Create(type.Element, keys.Zip(values, static (k, v) => KeyValuePair.Create(k, v)));
        }
        return new MapValue(type, keys, values);
    }

    internal static MapValue Create(DataType element, IEnumerable<KeyValuePair<string, Value>> entries)
    {
        var byKey = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (key, value) in entries) byKey[NormalText.Of(key)] = value;
        var keys = byKey.Keys.ToArray();
        Array.Sort(keys, Utf8Order.Instance);
        return new MapValue(DataType.Map(element), keys, Array.ConvertAll(keys, k => byKey[k]));
    }
}

public sealed class ObjectValue : NamedValues
{
    internal ObjectValue(ObjectType type, Value[] values) : base(type, values)
    {
    }

    public new ObjectType Type => (ObjectType)base.Type;

    /// <summary>For a caller that already holds the type; values are in the order of the type's attributes and of their types.</summary>
    public static ObjectValue OfType(ObjectType type, Value[] values) => new(type, values);

    public override SequenceValue ToSequence() =>
        Count == 0 ? EmptyTuple : new TupleValue((TupleType)DataType.Tuple([.. Type.Attributes.Select(a => a.Type)]), Storage);

    public override string NameAt(int index) => Type.Attributes[index].Name;

    public override int IndexOf(string name) => Type.IndexOf(name);

    internal override Value WithChildren(Value[] children) => new ObjectValue(Type, children);

    /// <summary>The same object with one attribute replaced or added.</summary>
    public ObjectValue With(string name, Value value)
    {
        var i = IndexOf(name);
        if (i < 0 || !Type.Attributes[i].Type.Equals(value.Type)) return Create([.. Entries.Where(e => e.Key != name), KeyValuePair.Create(name, value)]);
        var values = Span.ToArray();
        values[i] = value;
        return new ObjectValue(Type, values);
    }

    internal static ObjectValue Create(IEnumerable<KeyValuePair<string, Value>> attributes)
    {
        var byName = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in attributes) byName[NormalText.Of(name)] = value;
        if (byName.Count == 0) return EmptyObject;
        var type = DataType.Object(byName.Select(a => KeyValuePair.Create(a.Key, a.Value.Type)));
        var values = new Value[type.Count];
        for (var i = 0; i < values.Length; i++) values[i] = byName[type.Attributes[i].Name];
        return new ObjectValue(type, values);
    }
}
