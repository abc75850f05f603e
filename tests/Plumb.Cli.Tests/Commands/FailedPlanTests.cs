using System.Text.Json;

namespace Plumb.Cli.Tests.Commands;

/// <summary>What plans that failed show, keep and exit with; each was held against what Terraform 1.11.4 does.</summary>
public sealed class FailedPlanTests
{
    private const string Precondition = """
        resource "terraform_data" "a" { input = 1 }
        resource "terraform_data" "b" {
          lifecycle {
            precondition {
              condition     = terraform_data.a.input == 2
              error_message = "It is not two."
            }
          }
        }
        """;

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    public async Task What_was_planned_before_the_fault_is_shown(string command)
    {
        using var project = new TestProject(Precondition);
        var run = await project.RunAsync(command, "-no-color", command == "plan" ? "-out=p" : "-auto-approve");
        Assert.Equal(1, run.Exit);
        Assert.Contains("planned the following actions, but then encountered a problem:", run.Out, StringComparison.Ordinal);
        Assert.Contains("Plan: 1 to add", run.Out, StringComparison.Ordinal);
        Assert.False(project.Has("terraform.tfstate"));
    }

    [Fact]
    public async Task A_failed_plan_is_kept_to_look_into_and_cannot_be_applied()
    {
        using var project = new TestProject(Precondition);
        await project.RunAsync("plan", "-out=p");
        Assert.Contains("Cannot apply incomplete plan", (await project.RunAsync("apply", "p")).Error, StringComparison.Ordinal);
        using var shown = JsonDocument.Parse(await project.SucceedAsync("show", "-json", "p"));
        Assert.True(shown.RootElement.GetProperty("errored").GetBoolean());
    }

    [Fact]
    public async Task Where_nothing_was_planned_that_is_said()
    {
        using var project = new TestProject("data \"terraform_remote_state\" \"r\" {\n  backend = \"local\"\n  config  = { path = \"none.tfstate\" }\n}\n");
        var run = await project.RunAsync("plan", "-no-color");
        Assert.Contains("Planning failed. Plumb encountered an error while generating this plan.", run.Out, StringComparison.Ordinal);
        // Nothing is begun with a configuration that is at fault.
        project.Write("main.tf", "output \"o\" { value = var.none }\n");
        Assert.Equal("", (await project.RunAsync("plan", "-no-color")).Out);
    }

    [Fact]
    public async Task A_saved_plan_that_only_refreshes_holds_its_checks_once_more()
    {
        using var project = new TestProject("""
            resource "terraform_data" "a" { input = 1 }
            check "c" {
              data "terraform_remote_state" "r" {
                backend = "local"
                config  = { path = "none.tfstate" }
              }
              assert {
                condition     = data.terraform_remote_state.r.outputs.x == 1
                error_message = "It is not one."
              }
            }
            """);
        await project.SucceedAsync("apply", "-auto-approve");
        await project.SucceedAsync("apply", "-refresh-only", "-auto-approve");
        await project.SucceedAsync("plan", "-refresh-only", "-out=p");
        var applied = await project.RunAsync("apply", "-no-color", "p");
        Assert.True(applied.Exit == 1 && applied.Error.Contains("Attempt to get attribute from null value", StringComparison.Ordinal), applied.Out + applied.Error);
        Assert.Contains("terraform_data.a", await project.SucceedAsync("state", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_without_a_value_is_an_error_in_a_check_too()
    {
        using var project = new TestProject("resource \"terraform_data\" \"a\" { input = \"x\" }\ncheck \"c\" {\n  assert {\n    condition     = tonumber(terraform_data.a.output) == 1\n    error_message = \"m\"\n  }\n}\n");
        Assert.Equal(1, (await project.RunAsync("apply", "-auto-approve")).Exit);
        Assert.Equal(1, (await project.RunAsync("plan")).Exit);
    }

    [Theory]
    [InlineData("a", 1)]
    [InlineData("b", 2)]
    [InlineData("c", 3)]
    public async Task A_destroy_with_targets_looks_only_at_them_and_what_they_need(string target, int looked)
    {
        using var project = new TestProject("resource \"terraform_data\" \"a\" {}\nresource \"terraform_data\" \"b\" { input = terraform_data.a.id }\nresource \"terraform_data\" \"c\" { input = terraform_data.b.id }\n");
        await project.SucceedAsync("apply", "-auto-approve");
        var planned = await project.SucceedAsync("plan", "-destroy", $"-target=terraform_data.{target}", "-no-color");
        Assert.Equal(looked, planned.Split("Refreshing state").Length - 1);
        Assert.Contains($"{4 - looked} to destroy", planned, StringComparison.Ordinal);
    }
}
