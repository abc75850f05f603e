using Plumb.Core.Text;
using Plumb.Core.Values;

namespace Plumb.Core.Types;

/// <summary>
/// The type of a value, or a constraint on types where it contains <see cref="Dynamic"/> or optional attributes.
/// Immutable; compared by structure, with a shared instance for what is used often.
/// </summary>
public abstract class DataType : IEquatable<DataType>
{
    private int _hash;
    private NullValue? _null;
    private UnknownValue? _unknown;

    private protected DataType(bool hasDynamic, bool hasOptional)
    {
        HasDynamic = hasDynamic;
        HasOptionalAttributes = hasOptional;
    }

    public static PrimitiveType String { get; } = new("string");

    public static PrimitiveType Number { get; } = new("number");

    public static PrimitiveType Bool { get; } = new("bool");

    /// <summary>Not yet known, or any: the type of a value whose type is unknown, the constraint that every type meets.</summary>
    public static DynamicType Dynamic { get; } = new();

    public static ObjectType EmptyObject { get; } = new([]);

    public static TupleType EmptyTuple { get; } = new([]);

    /// <summary>True if <see cref="Dynamic"/> occurs at any depth.</summary>
    public bool HasDynamic { get; }

    /// <summary>True if an object type with optional attributes occurs at any depth.</summary>
    public bool HasOptionalAttributes { get; }

    public bool IsPrimitive => this is PrimitiveType;

    /// <summary>List, set or map.</summary>
    public bool IsCollection => this is CollectionType;

    /// <summary>Object or tuple.</summary>
    public bool IsStructural => this is ObjectType or TupleType;

    /// <summary>Where <see cref="ConstraintTypes.WithoutOptionalAttributes"/> keeps what it has worked out.</summary>
    internal DataType? Plain { get; set; }

    /// <summary>The name for people, as in "list of string".</summary>
    public abstract string FriendlyName { get; }

    /// <summary>The null and the plain unknown of the type, made once: states and plans hold a great many of them.</summary>
    internal NullValue Null => _null ??= new NullValue(this);

    internal UnknownValue Unknown => _unknown ??= new UnknownValue(this, Refinement.None);

    public static ListType List(DataType element) => new(element);

    public static SetType Set(DataType element) => new(element);

    public static MapType Map(DataType element) => new(element);

    public static TupleType Tuple(params IReadOnlyList<DataType> elements) => elements.Count == 0 ? EmptyTuple : new([.. elements]);

    public static ObjectType Object(IEnumerable<KeyValuePair<string, DataType>> attributes, IEnumerable<string>? optional = null) =>
        ObjectType.Create(attributes, optional);

    public static ObjectType Object(params (string Name, DataType Type)[] attributes) =>
        ObjectType.Create(attributes.Select(a => KeyValuePair.Create(a.Name, a.Type)), null);

    public bool Equals(DataType? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && GetHashCode() == other.GetHashCode() && StructurallyEquals(other);
    }

    public sealed override bool Equals(object? obj) => Equals(obj as DataType);

    public sealed override int GetHashCode()
    {
        if (_hash != 0) return _hash;
        var hash = ComputeHash();
        return _hash = hash == 0 ? 1 : hash;
    }

    public override string ToString() => FriendlyName;

    private protected abstract bool StructurallyEquals(DataType other);

    private protected abstract int ComputeHash();
}

/// <summary>string, number or bool.</summary>
public sealed class PrimitiveType : DataType
{
    internal PrimitiveType(string name) : base(false, false) => FriendlyName = name;

    public override string FriendlyName { get; }

    private protected override bool StructurallyEquals(DataType other) => false;

    private protected override int ComputeHash() => FriendlyName.Length * 7919;
}

public sealed class DynamicType : DataType
{
    internal DynamicType() : base(true, false)
    {
    }

    public override string FriendlyName => "dynamic";

    private protected override bool StructurallyEquals(DataType other) => false;

    private protected override int ComputeHash() => 104729;
}

/// <summary>A type of any number of elements of one type.</summary>
public abstract class CollectionType : DataType
{
    private readonly string _kind;

    private protected CollectionType(string kind, DataType element) : base(element.HasDynamic, element.HasOptionalAttributes)
    {
        _kind = kind;
        Element = element;
    }

    public DataType Element { get; }

    public override string FriendlyName => $"{_kind} of {(Element is DynamicType ? "any single type" : Element.FriendlyName)}";

    private protected override bool StructurallyEquals(DataType other) =>
        other is CollectionType c && c._kind == _kind && c.Element.Equals(Element);

    private protected override int ComputeHash() => HashCode.Combine(_kind[0], Element.GetHashCode());
}

public sealed class ListType : CollectionType
{
    internal ListType(DataType element) : base("list", element)
    {
    }
}

public sealed class SetType : CollectionType
{
    internal SetType(DataType element) : base("set", element)
    {
    }
}

public sealed class MapType : CollectionType
{
    internal MapType(DataType element) : base("map", element)
    {
    }
}

public sealed class TupleType : DataType
{
    private readonly DataType[] _elements;

    internal TupleType(DataType[] elements)
        : base(elements.Any(e => e.HasDynamic), elements.Any(e => e.HasOptionalAttributes)) => _elements = elements;

    public IReadOnlyList<DataType> Elements => _elements;

    public override string FriendlyName => "tuple";

    private protected override bool StructurallyEquals(DataType other) =>
        other is TupleType t && t._elements.AsSpan().SequenceEqual(_elements);

    private protected override int ComputeHash()
    {
        var hash = new HashCode();
        hash.Add(31);
        foreach (var e in _elements) hash.Add(e.GetHashCode());
        return hash.ToHashCode();
    }
}

/// <summary>A type of named attributes, kept in the order of their names' UTF-8 bytes.</summary>
public sealed class ObjectType : DataType
{
    private readonly Attribute[] _attributes;

    internal ObjectType(Attribute[] sorted)
        : base(sorted.Any(a => a.Type.HasDynamic), sorted.Any(a => a.Optional || a.Type.HasOptionalAttributes)) => _attributes = sorted;

    /// <summary>One attribute of an object type. Optional matters only in constraints.</summary>
    public readonly record struct Attribute(string Name, DataType Type, bool Optional);

    /// <summary>In the order of their names' UTF-8 bytes; an object value keeps its attributes in the same order.</summary>
    public IReadOnlyList<Attribute> Attributes => _attributes;

    public int Count => _attributes.Length;

    public override string FriendlyName => "object";

    public static ObjectType Create(IEnumerable<KeyValuePair<string, DataType>> attributes, IEnumerable<string>? optional)
    {
        var optionalNames = optional is null ? null : new HashSet<string>(optional, StringComparer.Ordinal);
        var list = attributes.Select(a => new Attribute(NormalText.Of(a.Key), a.Value, optionalNames?.Contains(a.Key) ?? false)).ToArray();
        if (list.Length == 0) return EmptyObject;
        Array.Sort(list, static (a, b) => Utf8Order.Compare(a.Name, b.Name));
        for (var i = 1; i < list.Length; i++)
            if (list[i - 1].Name == list[i].Name) throw new ArgumentException($"attribute {list[i].Name} twice", nameof(attributes));
        return new ObjectType(list);
    }

    /// <summary>The place of an attribute in <see cref="Attributes"/>, or -1.</summary>
    public int IndexOf(string name)
    {
        int low = 0, high = _attributes.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = Utf8Order.Compare(_attributes[middle].Name, name);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>The type of an attribute, or null if there is none of that name.</summary>
    public DataType? this[string name] => IndexOf(name) is >= 0 and var i ? _attributes[i].Type : null;

    private protected override bool StructurallyEquals(DataType other) =>
        other is ObjectType o && o._attributes.AsSpan().SequenceEqual(_attributes);

    private protected override int ComputeHash()
    {
        var hash = new HashCode();
        hash.Add(37);
        foreach (var a in _attributes)
        {
            hash.Add(a.Name.GetHashCode(StringComparison.Ordinal));
            hash.Add(a.Type.GetHashCode());
            hash.Add(a.Optional);
        }
        return hash.ToHashCode();
    }
}
