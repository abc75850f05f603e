namespace Plumb.Cli.Tests.Commands;

public class RepeatedProviderTests
{
    [Fact]
    public async Task Instances_of_a_provider_are_refused_and_not_left_out_in_silence()
    {
        using var project = new TestProject("""
            provider "random" {
              alias    = "by_region"
              for_each = toset(["a", "b"])
            }
            resource "random_pet" "p" {
              for_each = toset(["a", "b"])
              provider = random.by_region[each.key]
            }
            """);
        var planned = await project.RunAsync("plan", "-no-color");
        Assert.Equal(1, planned.Exit);
        Assert.Contains("Provider for_each not supported", planned.Error, StringComparison.Ordinal);
    }
}
