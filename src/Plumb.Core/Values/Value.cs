using Plumb.Core.Numerics;
using Plumb.Core.Types;

namespace Plumb.Core.Values;

/// <summary>
/// An immutable value of Terraform's type system. A value is known, null or unknown; marks wrap it
/// (<see cref="MarkedValue"/>) at any depth, so that code that forgets them fails to match instead of leaking a secret.
/// Facts about the whole tree (wholly known, marks inside) are computed at construction, so asking is free.
/// </summary>
public abstract class Value : IEquatable<Value>
{
    private int _hash;

    private protected Value(DataType type, ValueFacts facts)
    {
        Type = type;
        Facts = facts;
    }

    [Flags]
    internal enum ValueFacts : byte
    {
        None = 0,
        HasUnknown = 1,
        HasMarks = 2,
    }

    public static BoolValue True { get; } = new(true);

    public static BoolValue False { get; } = new(false);

    public static StringValue EmptyString { get; } = new("");

    public static TupleValue EmptyTuple { get; } = new(DataType.EmptyTuple, []);

    public static ObjectValue EmptyObject { get; } = new(DataType.EmptyObject, []);

    /// <summary>An unknown value of unknown type.</summary>
    public static UnknownValue DynamicUnknown => DataType.Dynamic.Unknown;

    /// <summary>A null of unknown type.</summary>
    public static NullValue DynamicNull => DataType.Dynamic.Null;

    public DataType Type { get; }

    /// <summary>No unknown value at any depth.</summary>
    public bool IsWhollyKnown => (Facts & ValueFacts.HasUnknown) == 0;

    /// <summary>A mark at any depth.</summary>
    public bool ContainsMarked => (Facts & ValueFacts.HasMarks) != 0;

    /// <summary>Null itself, marked or not.</summary>
    public bool IsNull => Unmarked is NullValue;

    /// <summary>Not unknown itself, marked or not; something inside may be unknown.</summary>
    public bool IsKnown => Unmarked is not UnknownValue;

    public virtual bool IsMarked => false;

    /// <summary>The marks of the value itself, not of what it contains.</summary>
    public virtual MarkSet Marks => MarkSet.Empty;

    /// <summary>The value without its own marks; what it contains keeps its marks.</summary>
    public virtual Value Unmarked => this;

    internal ValueFacts Facts { get; }

    /// <summary>The values directly inside, in their order; empty for a marked value, whose content is <see cref="Unmarked"/>.</summary>
    internal virtual ReadOnlySpan<Value> Children => default;

    public static StringValue String(string text) => text.Length == 0 ? EmptyString : StringValue.Normalized(text);

    public static NumberValue Number(Number number) => new(number);

    public static NumberValue Number(long number) => new(Numerics.Number.FromInt64(number));

    public static BoolValue Bool(bool value) => value ? True : False;

    public static NullValue Null(DataType type) => type.Null;

    public static UnknownValue Unknown(DataType type) => type.Unknown;

    /// <summary>Refinements of a dynamically typed unknown other than "not null" are dropped.</summary>
    public static UnknownValue Unknown(DataType type, Refinement refinement)
    {
        if (refinement == Refinement.None) return type.Unknown;
        if (type is not DynamicType) return new(type, refinement);
        return refinement.NotNull ? new(type, Refinement.NonNull) : DynamicUnknown;
    }

    /// <summary>The elements all have the element type, or are dynamically typed where that is.</summary>
    public static ListValue List(DataType element, params IReadOnlyList<Value> elements) => new(DataType.List(element), [.. elements]);

    /// <summary>Duplicates are dropped and the elements put in the order in which Terraform iterates them; marks of elements move to the set.</summary>
    public static Value Set(DataType element, params IReadOnlyList<Value> elements) => SetValue.Create(element, elements);

    /// <summary>Keys are put in the order of their UTF-8 bytes; a later entry replaces an earlier one of the same key.</summary>
    public static MapValue Map(DataType element, IEnumerable<KeyValuePair<string, Value>> entries) => MapValue.Create(element, entries);

    public static TupleValue Tuple(params IReadOnlyList<Value> elements) =>
        elements.Count == 0 ? EmptyTuple : new(DataType.Tuple([.. elements.Select(e => e.Type)]), [.. elements]);

    public static ObjectValue Object(IEnumerable<KeyValuePair<string, Value>> attributes) => ObjectValue.Create(attributes);

    public static ObjectValue Object(params (string Name, Value Value)[] attributes) =>
        ObjectValue.Create(attributes.Select(a => KeyValuePair.Create(a.Name, a.Value)));

    /// <summary>The same list, tuple, map or object around other values of the same types.</summary>
    internal virtual Value WithChildren(Value[] children) => throw new NotSupportedException($"a {Type} holds no values to replace");

    /// <summary>Adds marks to those the value has.</summary>
    public Value WithMarks(MarkSet marks)
    {
        if (marks.IsEmpty) return this;
        var all = Marks.Union(marks);
        return ReferenceEquals(all, Marks) ? this : new MarkedValue(Unmarked, all);
    }

    public Value WithMark(Mark mark) => WithMarks(MarkSet.Of(mark));

    /// <summary>Equality of type, content, unknown-ness, refinements and marks: for caches, tests and sets, not the language's <c>==</c>.</summary>
    public bool Equals(Value? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && GetType() == other.GetType() && GetHashCode() == other.GetHashCode()
            && Type.Equals(other.Type) && ContentEquals(other);
    }

    public sealed override bool Equals(object? obj) => Equals(obj as Value);

    public sealed override int GetHashCode()
    {
        if (_hash != 0) return _hash;
        var hash = ContentHash();
        return _hash = hash == 0 ? 1 : hash;
    }

    /// <summary>Stable text for tests and logs; a sensitive value masks itself.</summary>
    public sealed override string ToString() => ValueText.Write(this);

    private protected abstract bool ContentEquals(Value other);

    private protected abstract int ContentHash();

    private protected static ValueFacts Combine(ReadOnlySpan<Value> elements)
    {
        var facts = ValueFacts.None;
        foreach (var e in elements) facts |= e.Facts;
        return facts;
    }
}
