using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Tests;

public sealed class SpanTests
{
    [Theory]
    [InlineData("a.b[0]", "a.b[0]@0-6")]
    [InlineData("a[b]", "(index a@0-1 b@2-3)@0-4")]
    [InlineData("a + b * c", "(+ a@0-1 (* b@4-5 c@8-9)@4-9)@0-9")]
    [InlineData("-a.b", "(- a.b@1-4)@0-4")]
    [InlineData("(a) ? b : c", "(if (paren a@1-2)@0-3 b@6-7 c@10-11)@0-11")]
    [InlineData("a::f(1)", "(call a::f 1@5-6)@0-7")]
    [InlineData("\"x${a}\"", "(template \"x\"@1-2 a@4-5)@0-7")]
    [InlineData("\"${ a }\"", "(wrap a@4-5)@0-8")]
    [InlineData("\"%{ if a }x%{ endif }\"", "(template (if a@7-8 \"x\"@10-11 \"\"@11-11)@1-21)@0-22")]
    [InlineData("a.b[*].c", "([*] a.b@0-3 (get (item)@3-6 .c)@3-8)@0-8")]
    [InlineData("a.*.c", "(.* a@0-1 (get (item)@1-3 .c)@3-5)@0-5")]
    [InlineData("{ a = 1 }", "(object a@2-3@2-3 1@6-7)@0-9")]
    [InlineData("[for a in b : a]", "(for a in b@10-11 : a@14-15)@0-16")]
    public void Nodes_know_where_they_are(string text, string expected) => Assert.Equal(expected, SyntaxText.Write(Parse.Expression(text), withSpans: true));

    [Fact]
    public void Spans_in_JSON_point_into_strings_past_escape_sequences()
    {
        const string text = """{"a": "\u00e9\n ${b.c}"}""";
        var map = StaticExpressions.AsMap(Parse.Json(text));
        Assert.NotNull(map);
        var reference = Assert.Single(StaticExpressions.References(map[0].Value));
        Assert.Equal("b.c", reference.Span.Text);
    }

    [Fact]
    public void A_byte_order_mark_takes_bytes_but_no_column() =>
        Assert.Equal(new SourcePosition(1, 5, 7), Parse.Body("\uFEFFa = 1\n").Attributes[0].Expression.Span.StartPosition);

    [Fact]
    public void Attributes_blocks_and_labels_know_where_they_are()
    {
        var body = Parse.Body("a = 1 # c\nb \"x\" y {\n}\n");
        Assert.Equal("a = 1", body.Attributes[0].Span.Text);
        Assert.Equal("b \"x\" y", body.Blocks[0].HeaderSpan.Text);
        Assert.Equal(["\"x\"", "y"], body.Blocks[0].Labels.Select(l => l.Span.Text));
        Assert.Equal("{", body.Blocks[0].OpenBrace.Text);
        Assert.Equal("", body.Blocks[0].Body.MissingItemSpan.Text);
    }
}
