using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Session;

public sealed class SecretInputTests
{
    [Theory]
    [InlineData("secret\r", "secret")]
    [InlineData("typp\u007fo\n", "typo")]
    [InlineData("x🔑\u007fy\r", "xy")]
    [InlineData("wrong\u0015right\r", "right")]
    [InlineData("\u007f\u001b\r", "")]
    [InlineData("\u0004", null)]
    [InlineData("a\u0004b\r", "ab")]
    public void Keys_make_a_line(string keys, string? line)
    {
        var next = new Queue<char>(keys);
        Assert.Equal(line, SecretInput.ReadLine(() => new ConsoleKeyInfo(next.Dequeue(), default, false, false, false)));
    }
}
