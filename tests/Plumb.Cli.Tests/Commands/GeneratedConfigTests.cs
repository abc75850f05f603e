namespace Plumb.Cli.Tests.Commands;

public class GeneratedConfigTests
{
    private const string Imports = """
        import {
          to = terraform_data.x
          id = "abc"
        }
        import {
          to = random_password.p
          id = "s3cret"
        }
        """;

    [Fact]
    public async Task Imported_objects_without_configuration_get_one_that_plans_nothing()
    {
        using var project = new TestProject(Imports);
        var planned = await project.SucceedAsync("plan", "-no-color", "-out=p", "-generate-config-out=generated.tf");
        Assert.Contains("(config will be generated)", planned, StringComparison.Ordinal);
        Assert.Contains("Plan: 2 to import, 0 to add, 0 to change, 0 to destroy.", planned, StringComparison.Ordinal);
        Assert.Equal("""
            # __generated__ by Plumb
            # Look through these resources, then move them to where they belong in the configuration.

            # __generated__ by Plumb from "s3cret"
            resource "random_password" "p" {
              keepers          = null
              length           = 6
              lower            = true
              min_lower        = 0
              min_numeric      = 0
              min_special      = 0
              min_upper        = 0
              numeric          = true
              override_special = null
              special          = true
              upper            = true
            }

            # __generated__ by Plumb from "abc"
            resource "terraform_data" "x" {
              input            = null
              triggers_replace = null
            }

            """, project.Read("generated.tf"), ignoreLineEndingDifferences: true);

        Assert.Contains("\"generated_config\":\"resource \\\"terraform_data\\\" \\\"x\\\" {\\n  input            = null\\n  triggers_replace = null\\n}\"", await project.SucceedAsync("show", "-json", "p"), StringComparison.Ordinal);
        await project.SucceedAsync("apply", "-no-color", "p");
        Assert.Contains("No changes.", await project.SucceedAsync("plan", "-no-color"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to = terraform_data.x[\"a\"]", "with one instance only")]
    [InlineData("for_each = { a = 1 }\n  to = terraform_data.x", "with one instance only")]
    [InlineData("to = module.m.terraform_data.x", "declares no such resource")]
    public async Task What_cannot_be_described_by_one_block_is_refused(string target, string why)
    {
        using var project = new TestProject($"import {{\n  {target}\n  id = \"abc\"\n}}");
        var result = await project.RunAsync("plan", "-no-color", "-generate-config-out=generated.tf");
        Assert.Equal(1, result.Exit);
        Assert.Contains("Configuration for import target does not exist", result.Error, StringComparison.Ordinal);
        Assert.Contains(why, result.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(project.Has("generated.tf"));
    }

    [Fact]
    public async Task Generated_configuration_takes_no_file_s_place()
    {
        using var project = new TestProject(Imports);
        project.Write("kept.tf", "# mine\n");
        var taken = await project.RunAsync("plan", "-no-color", "-generate-config-out=kept.tf");
        Assert.Equal(1, taken.Exit);
        Assert.Contains("Target generated file already exists", taken.Error, StringComparison.Ordinal);
        Assert.Equal("# mine\n", project.Read("kept.tf"));
        Assert.Contains("Invalid generate-config-out flag", (await project.RunAsync("plan", "-destroy", "-generate-config-out=g.tf")).Error, StringComparison.Ordinal);
        Assert.Contains("Failed to create target generated file", (await project.RunAsync("plan", "-generate-config-out=no/g.tf")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_option_the_error_tells_of_it()
    {
        using var project = new TestProject(Imports);
        Assert.Contains("-generate-config-out=generated.tf", (await project.RunAsync("plan", "-no-color")).Error, StringComparison.Ordinal);
    }
}
