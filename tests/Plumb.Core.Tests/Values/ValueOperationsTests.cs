using CsCheck;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.Values;

public sealed class ValueOperationsTests
{
    private static readonly UnknownValue UnknownNumber = Value.Unknown(DataType.Number, Refinement.NonNull);

    [Fact]
    public void Equality_commutes() => Gen.Select(AnyValue.Value, AnyValue.Value).Sample((a, b) =>
        ValueOperations.EqualTo(a, b).Equals(ValueOperations.EqualTo(b, a)));

    [Fact]
    public void A_wholly_known_value_equals_itself() => AnyValue.Value.Sample(v =>
        !v.IsWhollyKnown || ValueOperations.EqualTo(v, v).Unmarked == Value.True);

    [Fact]
    public void Equality_is_monotone_in_unknowns() => AnyValue.Type.SelectMany(t => Gen.Select(AnyValue.OfType(t), AnyValue.OfType(t))).Sample((a, b) =>
    {
        // What is said of a blurred value must hold of the value itself.
        var blurred = ValueOperations.Transform(a.UnmarkDeep(), (path, v) => path.IsRoot || v.Type is not PrimitiveType ? v : Value.Unknown(v.Type));
        var said = ValueOperations.EqualTo(blurred, b.UnmarkDeep());
        return !said.IsKnown || !b.IsWhollyKnown || !a.IsWhollyKnown || ValueOperations.EqualTo(a.UnmarkDeep(), b.UnmarkDeep()).Equals(said);
    });

    [Fact]
    public void Addition_and_multiplication_commute() => Gen.Select(AnyValue.Number, AnyValue.Number).Sample((a, b) =>
        ValueOperations.Add(a, b).Equals(ValueOperations.Add(b, a)) && ValueOperations.Multiply(a, b).Equals(ValueOperations.Multiply(b, a)));

    [Fact]
    public void Marks_of_both_operands_stay()
    {
        var sum = ValueOperations.Add(Value.Number(1).WithMark(Mark.Sensitive), UnknownNumber.WithMark(Mark.Ephemeral));
        Assert.True(sum.Marks.IsSensitive && sum.Marks.IsEphemeral);
        Assert.True(ValueOperations.And(Value.False, Value.True.WithMark(Mark.Sensitive)).Marks.IsSensitive);
        Assert.True(ValueOperations.EqualTo(Value.Tuple(Value.Number(1).WithMark(Mark.Sensitive)), Value.Tuple(Value.Number(2))).Marks.IsSensitive);
    }

    [Fact]
    public void Comparing_with_null_tells_nothing_of_what_is_inside()
    {
        var secret = Value.Object(("password", Value.String("x").WithMark(Mark.Sensitive)));
        Assert.Equal(Value.False, ValueOperations.EqualTo(secret, Value.DynamicNull));
    }

    [Fact]
    public void Ranges_of_unknowns_decide_where_they_can()
    {
        var small = Value.Unknown(DataType.Number, Refinement.NonNull with { LowerBound = new(0, true), UpperBound = new(3, true) });
        Assert.Equal(Value.True, ValueOperations.LessThan(small, Value.Number(4)));
        Assert.Equal(Value.False, ValueOperations.EqualTo(small, Value.Number(4)));
        Assert.Equal(Value.False, ValueOperations.LessThan(Value.Number(4), small));
        Assert.False(ValueOperations.LessThan(small, Value.Number(3)).IsKnown);
        Assert.Equal(Refinement.NonNull with { LowerBound = new(2, true), UpperBound = new(5, true) }, ((UnknownValue)ValueOperations.Add(small, Value.Number(2))).Refinement);
        Assert.Equal(Value.Number(0), ValueOperations.Multiply(small, Value.Number(0)));

        var address = Value.Unknown(DataType.String, Refinement.NonNull.StartingWith("https://"));
        Assert.Equal(Value.False, ValueOperations.EqualTo(address, Value.String("http://x")));
        Assert.Equal(Value.False, ValueOperations.EqualTo(address, Value.DynamicNull));
        Assert.False(ValueOperations.EqualTo(address, Value.String("https://x")).IsKnown);
    }

    [Theory]
    [InlineData("https://", "https://")]
    [InlineData("https", "http")]
    [InlineData("caf\u00e9", "caf")]
    [InlineData("caf\u00e9-", "caf\u00e9-")]
    [InlineData("e", null)]
    public void A_prefix_ends_before_what_may_still_change(string text, string? prefix) =>
        Assert.Equal(prefix, Refinement.None.StartingWith(text).StringPrefix);

    [Fact]
    public void An_unknown_with_one_value_left_becomes_known()
    {
        var list = Value.Unknown(DataType.List(DataType.String));
        Assert.Equal(Value.List(DataType.String), ValueOperations.Refine(list, r => r with { NotNull = true, LengthMax = 0 }));
        Assert.Equal(2, ((ListValue)ValueOperations.Refine(list, r => r with { NotNull = true, LengthMin = 2, LengthMax = 2 })).Count);
        Assert.IsType<UnknownValue>(ValueOperations.Refine(list, r => r with { LengthMax = 0 }));
        Assert.IsType<UnknownValue>(ValueOperations.Refine(list, r => r with { NotNull = true, LengthMin = int.MaxValue, LengthMax = int.MaxValue }));
        Assert.Equal(Value.Number(7), ValueOperations.Refine(UnknownNumber, r => r with { LowerBound = new(7, true), UpperBound = new(7, true) }));
    }

    [Fact]
    public void Contradicting_refinements_leave_what_was_known_first()
    {
        var low = ValueOperations.Refine(UnknownNumber, r => r with { UpperBound = new(3, true) });
        Assert.Equal(low, ValueOperations.Refine(low, r => r with { LowerBound = new(5, true) }));
        var prefixed = Value.Unknown(DataType.String, Refinement.None with { StringPrefix = "a" });
        Assert.Equal(prefixed, ValueOperations.Refine(prefixed, r => r with { StringPrefix = "b" }));
        Assert.Equal(Value.DynamicUnknown, ValueOperations.Refine(Value.DynamicUnknown, r => r with { NotNull = true }));
    }

    [Fact]
    public void Undefined_arithmetic_is_an_unknown_number()
    {
        var infinity = Value.Number(Number.PositiveInfinity);
        Assert.Equal(UnknownNumber, ValueOperations.Subtract(infinity, infinity));
        Assert.Equal(UnknownNumber, ValueOperations.Multiply(infinity, Value.Number(0)));
        Assert.Equal(UnknownNumber, ValueOperations.Divide(Value.Number(0), Value.Number(0)));
        Assert.Equal(UnknownNumber, ValueOperations.Modulo(Value.Number(0), infinity));
    }

    [Fact]
    public void The_length_of_a_set_of_unknowns_has_bounds()
    {
        var unknown = Value.Unknown(DataType.String);
        var length = (UnknownValue)ValueOperations.Length(Value.Set(DataType.String, Value.String("a"), unknown, unknown));
        Assert.Equal(Refinement.NonNull with { LowerBound = new(1, true), UpperBound = new(3, true) }, length.Refinement);
        Assert.Equal(Value.Number(1), ValueOperations.Length(Value.Set(DataType.String, unknown)));
        Assert.Equal(Value.Number(2), ValueOperations.Length(Value.Unknown(DataType.Tuple(DataType.String, DataType.Bool))));
    }

    [Fact]
    public void A_path_is_followed_through_unknowns_and_marks()
    {
        var value = Value.Object(("a", Value.List(DataType.String, Value.String("x"))), ("b", Value.Unknown(DataType.Map(DataType.Bool)))).WithMark(Mark.Sensitive);
        Assert.Equal(Value.String("x").WithMark(Mark.Sensitive), ValueOperations.At(value, ValuePath.Root.Attribute("a").Index(Value.Number(0))));
        Assert.Null(ValueOperations.At(value, ValuePath.Root.Attribute("a").Index(Value.Number(1))));
        Assert.Null(ValueOperations.At(value, ValuePath.Root.Attribute("c")));
        Assert.Equal(Value.Unknown(DataType.Bool).WithMark(Mark.Sensitive), ValueOperations.At(value, ValuePath.Root.Attribute("b").Index(Value.String("k"))));
    }

    [Fact]
    public void Transforming_nothing_copies_nothing() => AnyValue.Value.Sample(v => ReferenceEquals(v, ValueOperations.Transform(v, (_, inner) => inner)));

    [Fact]
    public void Every_place_that_is_visited_can_be_found_again() => AnyValue.Value.Sample(v =>
    {
        var all = true;
        ValueOperations.Transform(v, (path, inner) =>
        {
            all &= ValueOperations.At(v, path) is { } found && (!found.IsWhollyKnown || found.UnmarkDeep().Equals(inner.UnmarkDeep()));
            return inner;
        });
        return all;
    });

    [Fact]
    public void An_index_exists_where_something_is_found()
    {
        var keys = Gen.OneOf<Value>(Gen.Int[-1, 5].Select(Value (i) => Value.Number(i)), Gen.Char['a', 'f'].Select(Value (c) => Value.String($"{c}")));
        Gen.Select(AnyValue.Value, keys).Sample((v, key) =>
            v.Unmarked is not (ListValue or TupleValue or MapValue)
            || ValueOperations.HasIndex(v, key).Equals(Value.Bool(ValueOperations.At(v, ValuePath.Root.Index(key)) is not null).WithMarks(v.Marks)));
    }

    [Fact]
    public void The_sign_of_an_unknown_can_go_before_it_is_known()
    {
        Assert.Equal(Value.True, ValueOperations.LessThan(Value.Number(-1), ValueOperations.Absolute(UnknownNumber)));
        Assert.Equal(Value.Number(2).WithMark(Mark.Sensitive), ValueOperations.Absolute(Value.Number(-2).WithMark(Mark.Sensitive)));
    }

    [Fact]
    public void Only_an_unknown_leaves_a_type_open() => AnyValue.Value.Sample(v =>
        ValueOperations.HasKnownType(v) && (v.IsWhollyKnown || !ValueOperations.HasKnownType(Value.Tuple(v, Value.DynamicUnknown))));

    [Fact]
    public void Strings_keep_one_form_and_broken_halves_do_not_throw()
    {
        Assert.Equal(Value.String("h\u00e9llo"), Value.String("he\u0301llo"));
        Assert.Equal("\uFFFD", Value.String("\ud800").Text);
        Assert.True(Value.Object(("e\u0301", Value.True)).Has("\u00e9"));
    }
}
