using Plumb.Core.Values;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Tests;

public sealed class JsonTests
{
    [Theory]
    [InlineData("""{"a": "${b} %{", "n": 1.50, "l": [true, null]}""", """{"a": "${b} %{", "l": [true, null], "n": 1.5}""")]
    public void Literal_reading_takes_strings_verbatim(string text, string same)
    {
        var literal = Assert.IsType<JsonExpression>(Parse.Json(text)).Literal;
        Assert.Equal(Assert.IsType<JsonExpression>(Parse.Json(same)).Literal, literal);
        Assert.Equal("${b} %{", Assert.IsType<StringValue>(Assert.IsType<ObjectValue>(literal)["a"]).Text);
    }

    [Theory]
    [InlineData("\"\\u0041\\ud83d\\ude00\"", "A😀")]
    [InlineData("\"\\ud83d!\"", "\ufffd!")]
    [InlineData("\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "/\b\f\n\r\t\"\\")]
    public void Escape_sequences_of_JSON_are_resolved(string text, string expected) =>
        Assert.Equal(expected, Assert.IsType<StringValue>(Assert.IsType<JsonExpression>(Parse.Json(text)).Literal).Text);

    [Fact]
    public void A_single_interpolation_keeps_its_type_and_other_strings_are_templates()
    {
        Assert.Equal("(json (wrap a))", SyntaxText.Write(Parse.Json("\"${a}\"")));
        Assert.Equal("(json (template \"x\" a))", SyntaxText.Write(Parse.Json("\"x${a}\"")));
        Assert.Equal("(json \"${a}\")", SyntaxText.Write(Parse.Json("\"$${a}\"")));
    }
}
