using Plumb.Jinja.Values;

namespace Plumb.Jinja.Tests;

/// <summary>What Python 3.11 takes for a literal, and what not.</summary>
public sealed class LiteralTests
{
    [Theory]
    [InlineData("1_000", "1000")]
    [InlineData("0x_1F", "31")]
    [InlineData("- ((1))", "-1")]
    [InlineData("1.e3", "1000.0")]
    [InlineData("\n # on top\n1", "1")]
    [InlineData("\\\n1, 2", "(1, 2)")]
    [InlineData("True # why\n  \n # because\n", "True")]
    [InlineData("[1, # one\r\n 2]", "[1, 2]")]
    [InlineData("set ( )", "set()")]
    [InlineData("{'a' : 1 , }", "{'a': 1}")]
    [InlineData("'a' \"b\" r'\\n'", "'ab\\\\n'")]
    [InlineData("'''a\r\nb'''", "'a\\nb'")]
    [InlineData("b'\\u1234\\x41'", "b'\\\\u1234A'")]
    public void A_literal_is_read(string text, string expected)
    {
        Assert.True(PyLiteral.TryRead(text, out var value));
        Assert.Equal(expected, PyText.Repr(value));
    }

    [Theory]
    [InlineData(" 1")]
    [InlineData("1\n  ")]
    [InlineData("1\n2")]
    [InlineData("1\\\n")]
    [InlineData("007")]
    [InlineData("0_x1")]
    [InlineData("1._5")]
    [InlineData("1e_5")]
    [InlineData("-(-1)")]
    [InlineData("-True")]
    [InlineData("(,)")]
    [InlineData("'a'\n'b'")]
    [InlineData("'a' b'b'")]
    [InlineData("b'é'")]
    [InlineData("'\0'")]
    [InlineData("{(1, [2]): 3}")]
    [InlineData("true")]
    public void Other_texts_are_none(string text) => Assert.False(PyLiteral.TryRead(text, out _));

    [Fact]
    public void Words_of_JSON_are_read_where_that_is_asked_for()
    {
        Assert.True(PyLiteral.TryRead("[true, false, null]", jsonWords: true, out var value));
        Assert.Equal("[True, False, None]", PyText.Repr(value));
        Assert.True(PyLiteral.TryRead("null", jsonWords: true, out value));
        Assert.Null(value);
    }

    [Fact]
    public void Brackets_are_read_as_deep_as_Python_reads_them()
    {
        Assert.True(PyLiteral.TryRead(new string('[', 200) + new string(']', 200), out _));
        Assert.False(PyLiteral.TryRead(new string('[', 201) + new string(']', 201), out _));
    }
}
