using Plumb.Cli.Rendering;

namespace Plumb.Cli.Tests.Rendering;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\nx\nc\n", " a| b|+x| c")]
    [InlineData("a\nb\nc\n", "a\nc\n", " a|-b| c")]
    [InlineData("a\n", "b\n", "-a|+b")]
    [InlineData("a\nb\n", "a\nb\n", " a| b")]
    public void Lines_that_both_have_stay_and_others_carry_a_sign(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', LineDiff.Between(before, after).Select(l => l.Sign + l.Text)));
}
