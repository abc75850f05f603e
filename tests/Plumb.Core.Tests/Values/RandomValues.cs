using CsCheck;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.Values;

/// <summary>A value and a type that it may be written as, which has dynamic in some places.</summary>
internal sealed record TypedValue(DataType Type, Value Value)
{
    public override string ToString() => $"{Plumb.Core.Json.JsonValueCodec.TypeToText(Type)}: {Value} {(Value as UnknownValue)?.Refinement}";
}

/// <summary>Random types, and random values of them: known or not, null or not, nested up to three deep.</summary>
internal static class RandomValues
{
    private static readonly Gen<string> Text = Gen.OneOf(OneOf("", "a", "<&>\"\\\u2028\u0001\t", "\U0001F600é", "${x}"), Gen.String).Select(Whole);

    private static readonly Gen<Number> Numbers = Gen.OneOf(
        Gen.Int[-40, 300].Select(i => Number.FromInt64(i)),
        Gen.Long.Select(Number.FromInt64),
        Gen.Double[-1e15, 1e15].Select(Number.FromDouble),
        OneOf("0.1", "-0.8", "123456789012345678901234567890", "18446744073709551615", "1e60", "3e-20").Select(Number.Parse));

    internal static Gen<TypedValue> Known { get; } = TypedValues(withUnknown: false);

    internal static Gen<TypedValue> Any { get; } = TypedValues(withUnknown: true);

    private static Gen<TypedValue> TypedValues(bool withUnknown) =>
        from type in Types(3)
        from value in Values(type, withUnknown)
        from open in Gen.Bool
        select new TypedValue(open ? DataType.Dynamic : type, value);

    private static Gen<DataType> Types(int depth)
    {
        var primitive = OneOf<DataType>(DataType.String, DataType.Number, DataType.Bool);
        if (depth == 0) return primitive;
        var inner = Types(depth - 1);
        return Gen.OneOf(
            primitive,
            inner.Select(DataType (e) => DataType.List(e)),
            inner.Select(DataType (e) => DataType.Set(e)),
            inner.Select(DataType (e) => DataType.Map(e)),
            inner.Array[0, 3].Select(DataType (e) => DataType.Tuple(e)),
            Gen.Select(Text, inner).Array[0, 3].Select(DataType (a) => DataType.Object(a.DistinctBy(x => x.Item1).Select(x => KeyValuePair.Create(x.Item1, x.Item2)))));
    }

    private static Gen<Value> Values(DataType type, bool withUnknown)
    {
        var known = KnownValues(type, withUnknown);
        var none = Gen.Const<Value>(Value.Null(type));
        return withUnknown
            ? Gen.Frequency((6, known), (1, none), (1, Refinements(type).Select(Value (r) => Value.Unknown(type, r))))
            : Gen.Frequency((6, known), (1, none));
    }

    private static Gen<Value> KnownValues(DataType type, bool withUnknown) => type switch
    {
        _ when ReferenceEquals(type, DataType.String) => Text.Select(Value (s) => Value.String(s)),
        _ when ReferenceEquals(type, DataType.Number) => Numbers.Select(Value (n) => Value.Number(n)),
        PrimitiveType => Gen.Bool.Select(Value (b) => Value.Bool(b)),
        ListType l => Values(l.Element, withUnknown).Array[0, 3].Select(Value (e) => Value.List(l.Element, e)),
        SetType s => Values(s.Element, withUnknown).Array[0, 3].Select(e => Value.Set(s.Element, e)),
        MapType m => Gen.Select(Text, Values(m.Element, withUnknown)).Array[0, 3].Select(Value (e) => Value.Map(m.Element, e.Select(x => KeyValuePair.Create(x.Item1, x.Item2)))),
        TupleType t => All(t.Elements, withUnknown).Select(Value (e) => Value.Tuple(e)),
        ObjectType o => All(o.Attributes.Select(a => a.Type), withUnknown).Select(Value (e) => ObjectValue.OfType(o, e)),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static Gen<Value[]> All(IEnumerable<DataType> types, bool withUnknown) =>
        types.Aggregate(Gen.Const<Value[]>([]), (all, type) => all.SelectMany(a => Values(type, withUnknown).Select(v => (Value[])[.. a, v])));

    private static Gen<Refinement> Refinements(DataType type)
    {
        var own = type switch
        {
            _ when ReferenceEquals(type, DataType.String) => OneOf("ami-", "").Select(p => new Refinement { StringPrefix = p.Length == 0 ? null : p }),
            _ when ReferenceEquals(type, DataType.Number) => Gen.Select(Gen.Int, Gen.Bool).Select((n, b) => new Refinement { LowerBound = new(n, b), UpperBound = new(n + 2L, !b) }),
            CollectionType => Gen.Select(Gen.Int[0, 3], Gen.Int[4, 300]).Select((a, b) => new Refinement { LengthMin = a == 0 ? null : a, LengthMax = b }),
            _ => Gen.Const(Refinement.None),
        };
        return Gen.Select(own, Gen.Bool).Select((r, notNull) => r with { NotNull = notNull });
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>Half a surrogate pair has no place in a value: neither format can carry it.</summary>
    private static string Whole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
