using Plumb.Core.Diagnostics;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Tests;

public sealed class BodyContentTests
{
    private static readonly BodySchema Schema = new(
        [new("name", Required: true), new("count")],
        [new("resource", "type", "name"), new("lifecycle")]);

    [Theory]
    [InlineData("name = 1\nresource \"a\" \"b\" {\n}\n", "")]
    [InlineData("count = 1\n", "0-0 Missing required argument")]
    [InlineData("name = 1\nother = 2\n", "9-14 Unsupported argument")]
    [InlineData("name = 1\nother {\n}\n", "9-14 Unsupported block type")]
    [InlineData("name = 1\nresource \"a\" {\n}\n", "22-23 Missing name for resource")]
    [InlineData("name = 1\nresource \"a\" \"b\" \"c\" {\n}\n", "26-29 Extraneous label for resource")]
    [InlineData("name = 1\nlifecycle \"a\" {\n}\n", "19-22 Extraneous label for lifecycle")]
    public void Native_bodies_are_checked_against_the_schema(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        Parse.Body(text).GetContent(Schema, diagnostics);
        Assert.Equal(expected, Parse.Summaries(diagnostics));
    }

    [Theory]
    [InlineData("""{"name": 1, "resource": {"a": {"b": {}}}}""", "")]
    [InlineData("""{"//": "comment", "name": 1}""", "")]
    [InlineData("""{"count": 1}""", "11-12 Missing required argument")]
    [InlineData("""{"name": 1, "naem": 2}""", "12-18 Extraneous JSON object property")]
    [InlineData("""[{"name": 1}, {"name": 2}]""", "15-21 Duplicate argument")]
    [InlineData("""{"name": 1, "resource": {"a": {}}}""", "30-31 Missing block label")]
    [InlineData("""{"name": 1, "resource": {"a": 5}}""", "30-31 Incorrect JSON value type; 30-31 Missing block label")]
    [InlineData("""{"name": 1, "lifecycle": 5}""", "25-26 Incorrect JSON value type")]
    public void JSON_bodies_are_checked_against_the_schema(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        Parse.JsonBody(text).GetContent(Schema, diagnostics);
        Assert.Equal(expected, Parse.Summaries(diagnostics));
    }

    [Fact]
    public void Help_names_what_may_have_been_meant()
    {
        var diagnostics = new DiagnosticBag();
        Parse.Body("name = 1\ncuont = 2\nlifecycle = 3\ncount {\n}\n").GetContent(Schema, diagnostics);
        Assert.Equal(
            [
                "Did you mean \"count\"?",
                "Did you mean a block of type \"lifecycle\"? A block is written without an equals sign.",
                "Did you mean the argument \"count\"? It is set with an equals sign.",
            ],
            diagnostics.Select(d => d.Help));
    }

    [Fact]
    public void The_remainder_holds_what_the_schema_does_not_name()
    {
        foreach (var body in new Body[] { Parse.Body("name = 1\nother = 2\nlifecycle {\n}\nmore {\n}\n"), Parse.JsonBody("""{"name": 1, "other": 2, "lifecycle": {}, "more": {}}""") })
        {
            var diagnostics = new DiagnosticBag();
            var content = body.GetPartialContent(Schema, out var remainder, diagnostics);
            Assert.Equal(["name"], content.Attributes.Keys);
            Assert.Equal(["lifecycle"], content.Blocks.Select(b => b.Type));
            var rest = remainder.GetContent(new([new("other")], [new("more")]), diagnostics);
            Assert.Equal(["other"], rest.Attributes.Keys);
            Assert.Equal(["more"], rest.Blocks.Select(b => b.Type));
            Assert.Empty(diagnostics);
        }
    }

    [Fact]
    public void JSON_objects_and_arrays_of_them_are_blocks_with_their_labels()
    {
        var content = Parse.JsonBody("""{"name": 1, "resource": [{"a": {"x": {}, "y": [{}, {}]}}, {"b": {"z": {}}}], "lifecycle": null}""").GetContent(Schema, []);
        Assert.Equal(["a.x", "a.y", "a.y", "b.z"], content.Blocks.Select(b => string.Join('.', b.Labels)));
    }

    [Fact]
    public void Only_attributes_may_be_where_no_blocks_are_expected()
    {
        var diagnostics = new DiagnosticBag();
        var attributes = Parse.Body("a = 1\nb {\n}\n").GetAttributes(diagnostics);
        Assert.Equal(["a"], attributes.Keys);
        Assert.Equal("6-7 Unexpected \"b\" block", Parse.Summaries(diagnostics));
    }
}
