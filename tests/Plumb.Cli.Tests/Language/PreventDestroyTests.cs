namespace Plumb.Cli.Tests.Language;

public sealed class PreventDestroyTests
{
    private static string Guarded(string guard, string more = "") => $$"""
        variable "keep" {
          type    = bool
          default = true
        }
        variable "names" {
          type    = set(string)
          default = ["a", "b"]
        }
        locals { keeps = { prod = var.keep } }
        resource "terraform_data" "other" {}
        resource "terraform_data" "t" {
          for_each         = var.names
          triggers_replace = length(var.names)
          lifecycle { prevent_destroy = {{guard}} }
        }
        {{more}}
        """;

    [Theory]
    [InlineData("var.keep")]
    [InlineData("local.keeps[\"prod\"]")]
    [InlineData("tobool(\"true\") && var.keep")]
    [InlineData("var.keep ? \"true\" : \"false\"")]
    public async Task The_value_decides_when_an_object_is_to_go(string guard)
    {
        using var project = new TestProject(Guarded(guard));
        await project.SucceedAsync("apply", "-auto-approve");
        foreach (var command in (string[][])[["plan", "-var", "names=[\"a\"]"], ["plan", "-var", "names=[\"a\",\"b\",\"c\"]"], ["destroy", "-auto-approve"], ["plan", "-destroy", "-target=terraform_data.t"]])
        {
            var run = await project.RunAsync([.. command, "-no-color"]);
            Assert.True(run.Exit == 1 && run.Error.Contains("Instance cannot be destroyed", StringComparison.Ordinal), $"{string.Join(' ', command)}: {run.Out}{run.Error}");
        }
        await project.SucceedAsync("plan", "-var", "keep=false", "-var", "names=[\"a\"]");
        await project.SucceedAsync("destroy", "-auto-approve", "-var", "keep=false", "-target=terraform_data.t");
        Assert.Equal("terraform_data.other\n", await project.SucceedAsync("state", "list"));
    }

    [Theory]
    [InlineData("each.key == \"a\"", "Invalid reference in prevent_destroy")]
    [InlineData("sensitive(var.keep)", "Invalid value for prevent_destroy")]
    [InlineData("var.keep ? [] : []", "Incorrect value type")]
    [InlineData("var.nothing", "Reference to undeclared input variable")]
    [InlineData("terraform_data.t[\"a\"].id == \"\"", "Self-referential block")]
    [InlineData("null", "Unsuitable value type")]
    public async Task What_can_never_be_a_decision_is_refused_at_once(string guard, string error)
    {
        using var project = new TestProject(Guarded(guard));
        foreach (var command in (string[])["validate", "plan"])
        {
            var run = await project.RunAsync(command, "-no-color");
            Assert.True(run.Exit == 1 && run.Error.Contains(error, StringComparison.Ordinal), run.Out + run.Error);
        }
    }

    [Theory]
    [InlineData("var.keep ? null : true", "It is null")]
    [InlineData("terraform_data.fresh.id == \"x\"", "known only after apply")]
    public async Task What_cannot_be_decided_counts_only_where_an_object_is_to_go(string guard, string error)
    {
        using var project = new TestProject(Guarded(guard, "resource \"terraform_data\" \"fresh\" {\n  triggers_replace = length(var.names)\n}"));
        await project.SucceedAsync("apply", "-auto-approve");
        await project.SucceedAsync("plan", "-no-color");
        var run = await project.RunAsync("plan", "-no-color", "-var", "names=[\"a\"]");
        Assert.True(run.Exit == 1 && run.Error.ReplaceLineEndings(" ").Contains(error, StringComparison.Ordinal), run.Out + run.Error);
    }

    [Fact]
    public async Task An_object_of_a_module_instance_that_is_gone_stays_where_its_guard_cannot_be_asked()
    {
        using var project = new TestProject("variable \"n\" { default = 2 }\nmodule \"m\" {\n  source = \"./m\"\n  count  = var.n\n  keep   = count.index == 0\n}\n");
        project.Write("m/m.tf", "variable \"keep\" {}\nresource \"terraform_data\" \"t\" {\n  lifecycle { prevent_destroy = var.keep }\n}\n");
        await project.SucceedAsync("init");
        await project.SucceedAsync("apply", "-auto-approve");
        var run = await project.RunAsync("plan", "-no-color", "-var", "n=1");
        Assert.Contains("is not in the configuration any more", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_override_takes_the_place_of_the_decision()
    {
        using var project = new TestProject(Guarded("var.keep"));
        project.Write("main_override.tf", "resource \"terraform_data\" \"t\" {\n  lifecycle { prevent_destroy = false }\n}\n");
        await project.SucceedAsync("apply", "-auto-approve");
        await project.SucceedAsync("destroy", "-auto-approve");
    }
}
