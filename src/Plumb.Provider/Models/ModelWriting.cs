using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Provider.Models;

/// <summary>What is in C# as values. Called by generated code, which knows the types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelWriting
{
    public static Value Text(string? value) => value is null ? Value.Null(DataType.String) : Value.String(value);

    public static Value Bool(bool? value) => value is { } known ? Value.Bool(known) : Value.Null(DataType.Bool);

    public static Value Int64(long? value) => value is { } known ? Value.Number(known) : Value.Null(DataType.Number);

    public static Value Double(double? value) => value is { } known ? Value.Number(Core.Numerics.Number.FromDouble(known)) : Value.Null(DataType.Number);

    public static Value Decimal(decimal? value) => value is { } known ? Value.Number(Core.Numerics.Number.Parse(known.ToString(CultureInfo.InvariantCulture))) : Value.Null(DataType.Number);

    public static Value BigInteger(BigInteger? value) => value is { } known ? Value.Number(Core.Numerics.Number.FromBigInteger(known)) : Value.Null(DataType.Number);

    public static Value Number(Number? value) => value is { } known ? Value.Number(known) : Value.Null(DataType.Number);

    public static Value Dynamic(Value? value) => value ?? Value.DynamicNull;

    public static Value Nested<TModel>(TModel? model) where TModel : class, IModel<TModel> => model is null ? Value.Null(TModel.Definition.ObjectType) : model.ToValue();

    /// <summary>The type is a list's, or dynamic where elements have dynamic parts, each its own type.</summary>
    public static Value List<T>(IEnumerable<T>? items, DataType type, Func<T, Value> write)
    {
        if (items is null) return Value.Null(type);
        Value[] elements = [.. items.Select(write)];
        return type is ListType { HasDynamic: false } list ? ListValue.OfType(list, elements) : Value.Tuple(elements);
    }

    public static Value Set<T>(IEnumerable<T>? items, DataType type, Func<T, Value> write) =>
        items is null ? Value.Null(type) : Value.Set(((SetType)type).Element, [.. items.Select(write)]);

    public static Value Map<T>(IEnumerable<KeyValuePair<string, T>>? items, DataType type, Func<T, Value> write)
    {
        if (items is null) return Value.Null(type);
        var entries = items.Select(i => KeyValuePair.Create(i.Key, write(i.Value)));
        return type is MapType { HasDynamic: false } map ? Value.Map(map.Element, entries) : Value.Object(entries);
    }

    /// <summary>A collection that is a block is there even where no block is written: empty, never null.</summary>
    public static Value BlockList<T>(IEnumerable<T>? items, DataType type, Func<T, Value> write) => List(items ?? [], type, write);

    public static Value BlockSet<T>(IEnumerable<T>? items, DataType type, Func<T, Value> write) => Set(items ?? [], type, write);

    public static Value BlockMap<T>(IEnumerable<KeyValuePair<string, T>>? items, DataType type, Func<T, Value> write) => Map(items ?? [], type, write);

    public static Value Tf<T>(Tf<T> value, DataType type, Func<T, Value> write)
    {
        if (value.IsUnknown) return Value.Unknown(type);
        return value.TryGet(out var known) ? write(known) : Value.Null(type);
    }

    /// <summary>The array is given away; its values are in the order of the type's attributes.</summary>
    /// <param name="isSettled">Values are of the type's types unless those are dynamic.</param>
    public static ObjectValue Object(ObjectType type, Value[] values, bool isSettled = true)
    {
        if ((isSettled && !type.HasDynamic) || IsExactly(type, values)) return ObjectValue.OfType(type, values);
        return Value.Object(type.Attributes.Select((a, i) => KeyValuePair.Create(a.Name, values[i])));
    }

    /// <summary>Often a dynamic place is empty, and then the schema's type is the value's.</summary>
    private static bool IsExactly(ObjectType type, Value[] values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!values[i].Type.Equals(type.Attributes[i].Type)) return false;
        return true;
    }
}
