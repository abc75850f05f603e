namespace Plumb.Cli.Tests.Commands;

public sealed class TargetTests
{
    private const string Configuration = """
        resource "terraform_data" "a" { input = 1 }
        resource "terraform_data" "b" { input = terraform_data.a.id }
        module "m" { source = "./m" }
        """;

    private const string Gone = """
        resource "terraform_data" "gone" { input = 1 }
        """;

    [Theory]
    [InlineData("-target=terraform_data.a", "No changes.")]
    [InlineData("-target=terraform_data.gone", "Plan: 0 to add, 0 to change, 1 to destroy.")]
    [InlineData("-exclude=terraform_data.gone", "No changes.")]
    [InlineData("-destroy -target=terraform_data.b", "Plan: 0 to add, 0 to change, 1 to destroy.")]
    [InlineData("-destroy -target=terraform_data.a", "Plan: 0 to add, 0 to change, 2 to destroy.")]
    [InlineData("-destroy -target=module.m", "Plan: 0 to add, 0 to change, 1 to destroy.")]
    [InlineData("-destroy", "Plan: 0 to add, 0 to change, 4 to destroy.")]
    public async Task Nothing_is_destroyed_that_is_not_meant(string options, string expected)
    {
        using var project = new TestProject(Configuration + "\n" + Gone);
        project.Write("m/main.tf", """resource "terraform_data" "in" { input = 1 }""");
        await project.SucceedAsync("init");
        await project.SucceedAsync("apply", "-auto-approve");
        project.Write("main.tf", Configuration);
        Assert.Contains(expected, await project.SucceedAsync(["plan", .. options.Split(' ')]), StringComparison.Ordinal);
    }
}
