using System.Diagnostics;
using CsCheck;
using Plumb.Core.Conversion;
using Plumb.Core.Tests.Values;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.Conversion;

public sealed class TypeConversionTests
{
    [Fact]
    public void A_converted_value_has_the_type_and_converts_to_itself() => Gen.Select(AnyValue.Value, AnyValue.Type).Sample((value, type) =>
    {
        if (!TypeConversion.TryConvert(value, type, out var once, out _)) return;
        Assert.Equal(type, once.Type);
        Assert.True(TypeConversion.TryConvert(once, type, out var twice, out _));
        Assert.Same(once, twice);
    });

    [Fact]
    public void What_may_convert_safely_converts() => Gen.Select(AnyValue.Value, AnyValue.Type).Sample((value, type) =>
        !TypeConversion.CanConvertSafely(value.Type, type) || TypeConversion.TryConvert(value, type, out _, out _));

    [Fact]
    public void What_cannot_convert_says_why() => Gen.Select(AnyValue.Value, AnyValue.Type).Sample((value, type) =>
        TypeConversion.TryConvert(value, type, out _, out var error) || (error.Describe().Length > 0 && TypeConversion.DescribeMismatch(value.Type, type).Length > 0));

    [Fact]
    public void Marks_are_never_lost() => Gen.Select(AnyValue.Value, AnyValue.Type).Sample((value, type) =>
        !TypeConversion.TryConvert(value, type, out var result, out _) || !value.Marks.IsSensitive || result.Marks.IsSensitive);

    [Fact]
    public void Unification_does_not_depend_on_order() => Gen.Select(AnyValue.Type, AnyValue.Type, Gen.Bool).Sample((a, b, allowUnsafe) =>
        Equals(TypeConversion.Unify([a, b], allowUnsafe), TypeConversion.Unify([b, a], allowUnsafe)));

    [Fact]
    public void More_general_types_come_first()
    {
        Assert.Equal(
            [DataType.List(DataType.String), DataType.String, DataType.Bool],
            TypeConversion.MostGeneralFirst([DataType.Bool, DataType.List(DataType.String), DataType.String]));
        Gen.Select(AnyValue.Type, AnyValue.Type).Sample((a, b) =>
            Math.Sign(TypeConversion.CompareGenerality(a, b)) == -Math.Sign(TypeConversion.CompareGenerality(b, a)));
    }

    [Fact]
    public void All_types_convert_to_the_type_that_unifies_them() => Gen.Select(AnyValue.Type.Array[1, 4], Gen.Bool).Sample((types, allowUnsafe) =>
        TypeConversion.Unify(types, allowUnsafe) is not { } unified
        || types.All(t => allowUnsafe ? TypeConversion.CanConvert(t, unified) : TypeConversion.CanConvertSafely(t, unified)));

    [Fact]
    public void A_value_of_the_type_is_returned_unvisited()
    {
        var list = Value.List(DataType.String, Value.String("a"));
        Assert.True(TypeConversion.TryConvert(list, DataType.List(DataType.String), out var result, out _));
        Assert.Same(list, result);
    }

    [Fact]
    public void Optional_attributes_are_null_where_absent()
    {
        var type = DataType.Object([new("a", DataType.String), new("b", DataType.List(DataType.Number))], ["b"]);
        Assert.True(TypeConversion.TryConvert(Value.Object(("a", Value.Number(1)), ("c", Value.True)), type, out var result, out _));
        Assert.Equal(Value.Object(("a", Value.String("1")), ("b", Value.Null(DataType.List(DataType.Number)))), result);
    }

    [Fact]
    public void A_failure_is_described_with_its_place()
    {
        var type = DataType.Object(("a", DataType.Map(DataType.Number)), ("b", DataType.List(DataType.Bool)));
        var wrongText = Value.Object(("a", Value.Object(("k", Value.String("x")))), ("b", Value.EmptyTuple));
        Assert.Equal("attribute \"a\": element \"k\": a number is required", Fail(wrongText, type));
        var wrongType = Value.Object(("a", Value.EmptyObject), ("b", Value.Tuple(Value.True, Value.EmptyObject)));
        Assert.Equal("attribute \"b\": element 1: bool required, but have object", Fail(wrongType, type));
        Assert.Equal("a bool is required; to convert from string, use lowercase \"true\"", Fail(Value.String("True"), DataType.Bool));
    }

    [Fact]
    public void What_is_sure_of_an_unknown_stays_sure()
    {
        var tuple = Value.Unknown(DataType.Tuple(DataType.String, DataType.Number), Refinement.NonNull);
        Assert.True(TypeConversion.TryConvert(tuple, DataType.List(DataType.String), out var list, out _));
        Assert.Equal(Value.List(DataType.String, Value.Unknown(DataType.String), Value.Unknown(DataType.String)), list);
        Assert.True(TypeConversion.TryConvert(tuple, DataType.Set(DataType.Dynamic), out var set, out _));
        Assert.Equal(Value.Unknown(DataType.Set(DataType.String), Refinement.NonNull with { LengthMin = 1, LengthMax = 2 }), set);
    }

    [Fact]
    public void Elements_of_open_type_settle_on_one()
    {
        var tuple = Value.Tuple(Value.Object(("a", Value.Number(1))), Value.DynamicNull, Value.Object(("a", Value.String("x"))));
        Assert.True(TypeConversion.TryConvert(Value.Tuple(tuple[0], tuple[2]), DataType.List(DataType.Dynamic), out var list, out _));
        Assert.Equal(DataType.List(DataType.Object(("a", DataType.String))), list.Type);
        Assert.Equal("all list elements must have the same type", Fail(Value.Tuple(Value.EmptyObject, Value.EmptyTuple), DataType.List(DataType.Dynamic)));
    }

    [Fact]
    public void Long_lists_convert_in_linear_time()
    {
        var wanted = DataType.List(DataType.Object([new("id", DataType.String), new("tags", DataType.Map(DataType.String)), new("note", DataType.String)], ["note"]));
        var clock = Stopwatch.StartNew();
        var big = Value.Tuple([.. Enumerable.Range(0, 100_000).Select(i => Value.Object(("id", Value.Number(i)), ("tags", Value.Object(("a", Value.True)))))]);
        Assert.True(TypeConversion.TryConvert(big, wanted, out var list, out _));
        Assert.Equal(100_000, ((ListValue)list).Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"took {clock.Elapsed}");
    }

    private static string Fail(Value value, DataType type)
    {
        Assert.False(TypeConversion.TryConvert(value, type, out _, out var error));
        return error.Describe();
    }
}
