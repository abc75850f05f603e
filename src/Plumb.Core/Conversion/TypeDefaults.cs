using System.Globalization;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Conversion;

/// <summary>
/// The defaults of optional attributes in a type constraint, at every depth. They are applied to a value before it is
/// converted to the constraint; a value of the wrong shape is left for the conversion to refuse.
/// </summary>
public sealed class TypeDefaults
{
    /// <summary>The key in <see cref="Children"/> for the elements of a list, set or map.</summary>
    public const string ElementKey = "";

    /// <summary>The constraint at this place.</summary>
    public required DataType Type { get; init; }

    /// <summary>What an attribute of an object is where the value lacks it or has null, by its name.</summary>
    public IReadOnlyDictionary<string, Value> DefaultValues { get; init; } = new Dictionary<string, Value>();

    /// <summary>The defaults further in: by attribute, by index of a tuple in decimal, or under <see cref="ElementKey"/>.</summary>
    public IReadOnlyDictionary<string, TypeDefaults> Children { get; init; } = new Dictionary<string, TypeDefaults>();

    public bool IsEmpty => DefaultValues.Count == 0 && Children.Count == 0;

    /// <summary>The tuple key of an index.</summary>
    public static string IndexKey(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The value with defaults where attributes are missing or null. Nulls and unknowns stay as they are; the type may
    /// change, to a tuple or an object where elements no longer have one type.
    /// </summary>
    public Value Apply(Value value)
    {
        if (IsEmpty) return value;
        return value.Unmarked switch
        {
            SequenceValue s => Apply(s, value),
            NamedValues n => Apply(n, value),
            _ => value,
        };
    }

    private Value Apply(SequenceValue sequence, Value original)
    {
        Value[]? changed = null;
        for (var i = 0; i < sequence.Count; i++)
        {
            var element = ChildAt(i)?.Apply(sequence[i]) ?? sequence[i];
            if (ReferenceEquals(element, sequence[i])) continue;
            changed ??= sequence.Span.ToArray();
            changed[i] = element;
        }
        if (changed is null) return original;
        Value rebuilt = sequence switch
        {
            ListValue when Unify(changed) is { } element => Value.List(element, changed),
            SetValue when Unify(changed) is { } element => Value.Set(element, changed),
            _ => Value.Tuple(changed),
        };
        return rebuilt.WithMarks(original.Marks);
    }

    private Value Apply(NamedValues named, Value original)
    {
        var isChanged = false;
        var names = new List<string>(named.Count + DefaultValues.Count);
        var values = new List<Value>(named.Count + DefaultValues.Count);
        for (var i = 0; i < named.Count; i++)
        {
            var name = named.NameAt(i);
            var had = named.Span[i];
            var value = WithDefault(name, ChildAt(name)?.Apply(had) ?? had);
            isChanged |= !ReferenceEquals(value, had);
            names.Add(name);
            values.Add(value);
        }
        foreach (var (name, value) in DefaultValues)
        {
            if (named.Has(name)) continue;
            isChanged = true;
            names.Add(name);
            values.Add(WithDefault(name, Value.Null(value.Type)));
        }
        return isChanged ? Rebuild(named, names, [.. values]).WithMarks(original.Marks) : original;
    }

    private Value WithDefault(string name, Value value)
    {
        if (!DefaultValues.TryGetValue(name, out var @default)) return value;
        if (value.IsNull) value = Children.TryGetValue(name, out var child) ? child.Apply(@default) : @default;
        // With a default that is not null, null is what the attribute never is, even while it is unknown.
        return RefinementRules.Of(@default.Unmarked).NotNull ? ValueOperations.Refine(value, static r => r with { NotNull = true }) : value;
    }

    private static Value Rebuild(NamedValues named, List<string> names, Value[] values)
    {
        var element = named is MapValue ? Unify(values) : null;
        var entries = names.Select((name, i) => KeyValuePair.Create(name, values[i]));
        return element is null ? Value.Object(entries) : Value.Map(element, entries);
    }

    /// <summary>Converts the elements of a collection to their common type, in place; null, and nothing converted, if there is none.</summary>
    private static DataType? Unify(Value[] elements)
    {
        var unified = TypeConversion.Unify(Array.ConvertAll(elements, e => e.Type), allowUnsafe: true);
        if (unified is null or DynamicType) return null;
        var converted = new Value[elements.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            if (!TypeConversion.TryConvert(elements[i], unified, out var value, out _)) return null;
            converted[i] = value;
        }
        converted.CopyTo(elements, 0);
        return unified;
    }

    private TypeDefaults? ChildAt(int index) =>
        Children.GetValueOrDefault(Type is TupleType ? IndexKey(index) : ElementKey);

    private TypeDefaults? ChildAt(string name) =>
        Children.GetValueOrDefault(Type is ObjectType ? name : ElementKey);
}
