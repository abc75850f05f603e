using System.ComponentModel;
using System.Numerics;
using Plumb.Core.Numerics;
using Plumb.Core.Values;

namespace Plumb.Provider.Models;

/// <summary>Values as what they are in C#; null where they are null or unknown. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelReading
{
    public static string? Text(Value value) => (value as StringValue)?.Text;

    public static bool? Bool(Value value) => (value as BoolValue)?.IsTrue;

    public static Number? Number(Value value) => (value as NumberValue)?.Number;

    public static long? Int64(Value value)
    {
        if (value is not NumberValue { Number: var number }) return null;
        return number.TryGetInt64(out var whole) ? whole : throw new ModelException($"{number} is not a whole number of 64 bits");
    }

    public static int? Int32(Value value)
    {
        if (value is not NumberValue { Number: var number }) return null;
        return number.TryGetInt32(out var whole) ? whole : throw new ModelException($"{number} is not a whole number of 32 bits");
    }

    public static double? Double(Value value) => (value as NumberValue)?.Number.ToDouble();

    public static decimal? Decimal(Value value)
    {
        if (value is not NumberValue { Number: var number }) return null;
        return decimal.TryParse(number.ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var result)
            ? result
            : throw new ModelException($"{number} does not fit a decimal number");
    }

    public static BigInteger? BigInteger(Value value)
    {
        if (value is not NumberValue { Number: var number }) return null;
        return number.TryGetBigInteger(out var whole) ? whole : throw new ModelException($"{number} is not a whole number");
    }

    public static TModel? Nested<TModel>(Value value) where TModel : class, IModel<TModel> => value is ObjectValue o ? TModel.FromValue(o) : null;

    public static List<T>? List<T>(Value value, Func<Value, T> read)
    {
        if (value is not SequenceValue sequence) return null;
        var list = new List<T>(sequence.Count);
        foreach (var element in sequence.Span) list.Add(read(element));
        return list;
    }

    public static T[]? Array<T>(Value value, Func<Value, T> read)
    {
        if (value is not SequenceValue sequence) return null;
        var array = new T[sequence.Count];
        for (var i = 0; i < array.Length; i++) array[i] = read(sequence[i]);
        return array;
    }

    public static HashSet<T>? Set<T>(Value value, Func<Value, T> read)
    {
        if (value is not SequenceValue sequence) return null;
        var set = new HashSet<T>(sequence.Count);
        foreach (var element in sequence.Span) set.Add(read(element));
        return set;
    }

    public static Dictionary<string, T>? Map<T>(Value value, Func<Value, T> read)
    {
        if (value is not NamedValues named) return null;
        var map = new Dictionary<string, T>(named.Count, StringComparer.Ordinal);
        for (var i = 0; i < named.Count; i++) map[named.NameAt(i)] = read(named.Span[i]);
        return map;
    }

    public static Tf<T> Tf<T>(Value value, Func<Value, T?> read) => value switch
    {
        UnknownValue => Models.Tf<T>.Unknown,
        NullValue => default,
        _ => read(value),
    };

    public static Tf<T> TfStruct<T>(Value value, Func<Value, T?> read) where T : struct => value switch
    {
        UnknownValue => Models.Tf<T>.Unknown,
        NullValue => default,
        _ => read(value) is { } known ? known : default(Tf<T>),
    };
}
