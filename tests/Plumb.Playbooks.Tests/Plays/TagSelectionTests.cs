using Plumb.Playbooks.Plays.Tags;

namespace Plumb.Playbooks.Tests.Plays;

public sealed class TagSelectionTests
{
    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("", "", "never", false)]
    [InlineData("a", "", "a,b", true)]
    [InlineData("a", "", "b", false)]
    [InlineData("a", "", "always", true)]
    [InlineData("tagged", "", "", false)]
    [InlineData("tagged", "", "a", true)]
    [InlineData("untagged", "", "", true)]
    [InlineData("a", "a", "a", false)]
    [InlineData("", "all", "always", true)]
    [InlineData("", "always", "always", false)]
    [InlineData("x", "", "never,x", true)]
    public void Tags_select_tasks(string wanted, string skipped, string tags, bool runs) =>
        Assert.Equal(runs, TagSelection.Of(List(wanted), List(skipped)).Selects(List(tags)));

    private static string[] List(string tags) => tags.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
