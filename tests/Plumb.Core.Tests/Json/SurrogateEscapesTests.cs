using System.Text;
using Plumb.Core.Json;

namespace Plumb.Core.Tests.Json;

public sealed class SurrogateEscapesTests
{
    [Theory]
    [InlineData("""["\ud800"]""", """["\ufffd"]""")]
    [InlineData("""["\udc00\ud800x\uD83D"]""", """["\ufffd\ufffdx\ufffd"]""")]
    [InlineData("""["\ud800\ud83d\ude00"]""", """["\ufffd\ud83d\ude00"]""")]
    public void A_half_that_stands_alone_becomes_the_replacement_character(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(SurrogateEscapes.ReplaceLone(Encoding.UTF8.GetBytes(text)).Span));

    [Theory]
    [InlineData("""["\ud83d\ude00", "\\ud800", "\u00e9", "\n"]""")]
    [InlineData("""["\ud8""")]
    [InlineData("")]
    public void Everything_else_stays(string text)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes, SurrogateEscapes.ReplaceLone(bytes));
    }
}
