using System.Text;
using Plumb.Core.Text;

namespace Plumb.Core.Tests.Text;

public sealed class GoQuotedTextTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("${a} \"b\" \\", "\"${a} \\\"b\\\" \\\\\"")]
    [InlineData("a\nb\tc\r", "\"a\\nb\\tc\\r\"")]
    [InlineData("é\u0001\u007f\u00a0", "\"é\\x01\\x7f\\u00a0\"")]
    public void A_text_is_quoted_as_Go_quotes_it(string text, string quoted) => Assert.Equal(quoted, GoQuotedText.AppendQuoted(new StringBuilder(), text).ToString());
}
