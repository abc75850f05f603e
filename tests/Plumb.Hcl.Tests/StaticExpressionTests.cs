using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Tests;

public sealed class StaticExpressionTests
{
    [Theory]
    [InlineData("a.b[0]", "a.b[0]")]
    [InlineData("null", "null")]
    [InlineData("(a)", null)]
    [InlineData("\"a\"", null)]
    [InlineData("a[b]", null)]
    [InlineData("f().b", null)]
    public void A_reference_is_read_without_evaluating(string text, string? expected) =>
        Assert.Equal(expected, StaticExpressions.AsTraversal(Parse.Expression(text))?.ToString());

    [Theory]
    [InlineData("\"a.b[0]\"", "a.b[0]")]
    [InlineData("\"a.b[\\\"k\\\"]\"", "a.b[\"k\"]")]
    [InlineData("\"${a}\"", null)]
    [InlineData("1", null)]
    public void In_JSON_a_string_can_be_a_reference(string text, string? expected) =>
        Assert.Equal(expected, StaticExpressions.AsTraversal(Parse.Json(text))?.ToString());

    [Theory]
    [InlineData("a.b + c[d].e", "a.b c d")]
    [InlineData("[for x in x.y : x.z + w]", "x.y w")]
    [InlineData("{ for k, v in m : k => v if o }", "m o")]
    [InlineData("{ a = b, (c) = d, e.f = g }", "b c d e.f g")]
    [InlineData("\"${a} %{ for x in y }${x}${z}%{ endfor }\"", "a y z")]
    [InlineData("f(a[*].b, g(c))", "a c")]
    [InlineData("true ? null : a", "a")]
    public void References_are_those_that_no_for_expression_binds(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', StaticExpressions.References(Parse.Expression(text))));

    [Fact]
    public void Calls_are_found_at_any_depth_in_source_order() =>
        Assert.Equal(["f", "g", "p::h"], StaticExpressions.Calls(Parse.Expression("[f(g(1)), { a = \"${p::h()}\" }]")).Select(c => c.Name));

    [Fact]
    public void Lists_maps_calls_and_keywords_are_read_in_both_syntaxes()
    {
        Assert.Equal(2, StaticExpressions.AsList(Parse.Expression("[a, b]"))?.Count);
        Assert.Equal(2, StaticExpressions.AsList(Parse.Json("[1, 2]"))?.Count);
        Assert.Equal("a", StaticExpressions.AsKeyword(StaticExpressions.AsMap(Parse.Expression("{ a = 1 }"))?[0].Key ?? Parse.Expression("1")));
        Assert.Equal("a", StaticExpressions.AsKeyword(StaticExpressions.AsMap(Parse.Json("""{"a": 1}"""))?[0].Key ?? Parse.Expression("1")));
        Assert.Equal("f", StaticExpressions.AsCall(Parse.Expression("f(1)"))?.Name);
        Assert.Equal("f", StaticExpressions.AsCall(Parse.Json("\"f(1)\""))?.Name);
        Assert.Null(StaticExpressions.AsList(Parse.Expression("a")));
        Assert.Null(StaticExpressions.AsCall(Parse.Json("\"${f(1)}\"")));
    }
}
