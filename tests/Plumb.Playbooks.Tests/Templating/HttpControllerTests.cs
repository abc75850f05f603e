using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Templating.Controller;
using WebRequest = Plumb.Playbooks.Templating.Controller.WebRequest;

namespace Plumb.Playbooks.Tests.Templating;

public sealed class HttpControllerTests
{
    [Fact]
    public void A_file_can_be_fetched_too()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "hi");
            Assert.Equal("hi"u8.ToArray(), new HttpController().Fetch(new WebRequest("file://" + path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("file:///nowhere/at%20all", "<urlopen error [Errno 2] No such file or directory: '/nowhere/at all'>")]
    [InlineData("file:///proc", "<urlopen error [Errno 21] Is a directory: '/proc'>")]
    [InlineData("file://elsewhere/etc/hostname", "<urlopen error file not on local host>")]
    [InlineData("gopher://127.0.0.1/x", "<urlopen error unknown url type: gopher>")]
    [InlineData("/etc/hostname", "unknown url type: '/etc/hostname'")]
    [InlineData("nonsense", "unknown url type: 'nonsense'")]
    public void What_cannot_be_fetched_is_a_fault_of_the_lookup(string url, string fault) =>
        Assert.EndsWith(fault, Assert.Throws<TemplatingException>(() => new HttpController().Fetch(new WebRequest(url))).Message, StringComparison.Ordinal);
}
