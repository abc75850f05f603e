using CsCheck;
using Plumb.Core.Types;
using Plumb.Core.Values;
using PlumbNumber = Plumb.Core.Numerics.Number;
using PlumbValue = Plumb.Core.Values.Value;

namespace Plumb.Core.Tests.Values;

/// <summary>Random types and values of them, with nulls, unknowns and marks now and then.</summary>
internal static class AnyValue
{
    private static readonly string[] Texts = ["", "a", "b", "true", "0", "1", "2.5", "e\u0301"];

    internal static Gen<DataType> Type { get; } = TypeOfDepth(2);

    internal static Gen<Value> Value { get; } = Type.SelectMany(OfType);

    internal static Gen<Value> Number { get; } = OfType(DataType.Number);

    internal static Gen<Value> OfType(DataType type) => Gen.Int[0, 19].SelectMany(dice => dice switch
    {
        0 => Gen.Const<Value>(PlumbValue.Null(type)),
        1 => Gen.Const<Value>(PlumbValue.Unknown(type)),
        2 => Gen.Const<Value>(PlumbValue.Unknown(type, Refinement.NonNull)),
        3 => Known(type).Select(v => v.WithMark(Mark.Sensitive)),
        _ => Known(type),
    });

    private static Gen<Value> Known(DataType type) => type switch
    {
        ListType t => OfType(t.Element).Array[0, 4].Select(Value (e) => PlumbValue.List(t.Element, e)),
        SetType t => OfType(t.Element).Array[0, 4].Select(e => PlumbValue.Set(t.Element, e)),
        MapType t => Gen.Select(Gen.Char['a', 'e'].Select(char.ToString), OfType(t.Element), KeyValuePair.Create).Array[0, 4].Select(Value (e) => PlumbValue.Map(t.Element, e)),
        TupleType t => Several([.. t.Elements.Select(OfType)]).Select(Value (e) => PlumbValue.Tuple(e)),
        ObjectType t => Several([.. t.Attributes.Select(a => OfType(a.Type))])
            .Select(Value (e) => PlumbValue.Object(t.Attributes.Select((a, i) => KeyValuePair.Create(a.Name, e[i])))),
        _ when type.Equals(DataType.Bool) => Gen.Bool.Select(Value (b) => PlumbValue.Bool(b)),
        _ when type.Equals(DataType.Number) => Gen.OneOf(Gen.Int[-3, 3].Select(i => PlumbNumber.FromInt64(i)), Gen.Double[-5, 5].Select(PlumbNumber.FromDouble)).Select(Value (n) => PlumbValue.Number(n)),
        _ => Gen.Int[0, Texts.Length - 1].Select(Value (i) => PlumbValue.String(Texts[i])),
    };

    private static Gen<Value[]> Several(Gen<Value>[] parts) => parts.Aggregate(Gen.Const(Array.Empty<Value>()), (all, part) => Gen.Select(all, part, (a, p) => a.Append(p).ToArray()));

    private static Gen<DataType> TypeOfDepth(int depth)
    {
        var primitive = Gen.Int[0, 2].Select(DataType (i) => i switch { 0 => DataType.String, 1 => DataType.Number, _ => DataType.Bool });
        if (depth == 0) return primitive;
        var inner = TypeOfDepth(depth - 1);
        return Gen.OneOf(
            primitive,
            inner.Select(DataType (e) => DataType.List(e)),
            inner.Select(DataType (e) => DataType.Set(e)),
            inner.Select(DataType (e) => DataType.Map(e)),
            inner.Array[0, 3].Select(DataType (e) => DataType.Tuple(e)),
            Gen.Select(Gen.Char['a', 'd'].Select(char.ToString), inner, KeyValuePair.Create).Array[0, 3].Select(DataType (a) => DataType.Object(a.DistinctBy(p => p.Key))));
    }
}
