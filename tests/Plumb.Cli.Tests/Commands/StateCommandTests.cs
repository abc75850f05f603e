namespace Plumb.Cli.Tests.Commands;

public sealed class StateCommandTests
{
    private const string Configuration = """
        resource "terraform_data" "a" { input = "hi" }
        resource "terraform_data" "b" {
          count = 2
          input = count.index
        }
        module "m" {
          source   = "./m"
          for_each = toset(["k"])
        }
        """;

    private static async Task<TestProject> AppliedAsync()
    {
        var project = new TestProject(Configuration);
        project.Write("m/main.tf", """resource "terraform_data" "in" { input = 1 }""");
        await project.SucceedAsync("init");
        await project.SucceedAsync("apply", "-auto-approve");
        return project;
    }

    [Theory]
    [InlineData("terraform_data.a", "terraform_data.a[\"k\"]", "terraform_data.a[\"k\"]\nterraform_data.b[0]\nterraform_data.b[1]\nmodule.m[\"k\"].terraform_data.in\n")]
    [InlineData("terraform_data.b", "module.n[1].terraform_data.c", "terraform_data.a\nmodule.m[\"k\"].terraform_data.in\nmodule.n[1].terraform_data.c[0]\nmodule.n[1].terraform_data.c[1]\n")]
    [InlineData("terraform_data.b[1]", "terraform_data.c", "terraform_data.a\nterraform_data.b[0]\nterraform_data.c\nmodule.m[\"k\"].terraform_data.in\n")]
    [InlineData("module.m[\"k\"]", "module.o.module.p", "terraform_data.a\nterraform_data.b[0]\nterraform_data.b[1]\nmodule.o.module.p.terraform_data.in\n")]
    public async Task What_is_moved_is_found_at_its_new_address(string from, string to, string listed)
    {
        using var project = await AppliedAsync();
        await project.SucceedAsync("state", "mv", from, to);
        Assert.Equal(listed, await project.SucceedAsync("state", "list"));
        Assert.Single(Directory.EnumerateFiles(project.Folder, "terraform.tfstate.*.backup"));
    }

    [Theory]
    [InlineData("terraform_data.b[1]", "terraform_data.a", "Invalid target address")]
    [InlineData("terraform_data.b", "other.b", "Invalid state move request")]
    [InlineData("terraform_data.b", "terraform_data.c[0]", "Invalid target address")]
    [InlineData("terraform_data.nope", "terraform_data.c", "Invalid source address")]
    [InlineData("module.m", "module.n", "Invalid source address")]
    [InlineData("terraform_data.b", "module.m", "Invalid target address")]
    public async Task A_move_that_cannot_be_made_changes_nothing(string from, string to, string summary)
    {
        using var project = await AppliedAsync();
        var before = project.Read("terraform.tfstate");
        var result = await project.RunAsync("state", "mv", from, to);
        Assert.Equal(1, result.Exit);
        Assert.Contains($"Error: {summary}", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, project.Read("terraform.tfstate"));
    }

    [Fact]
    public async Task A_move_to_another_state_takes_the_object_out_of_this_one()
    {
        using var project = await AppliedAsync();
        await project.SucceedAsync("state", "mv", "-state-out=other.tfstate", "terraform_data.b", "terraform_data.b");
        Assert.Equal("terraform_data.a\nmodule.m[\"k\"].terraform_data.in\n", await project.SucceedAsync("state", "list"));
        Assert.Equal("terraform_data.b[0]\nterraform_data.b[1]\n", await project.SucceedAsync("state", "list", "-state=other.tfstate"));
    }

    [Fact]
    public async Task A_dry_run_only_tells()
    {
        using var project = await AppliedAsync();
        var before = project.Read("terraform.tfstate");
        Assert.Equal("Would remove terraform_data.b[0]\nWould remove terraform_data.b[1]\n", await project.SucceedAsync("state", "rm", "-dry-run", "terraform_data.b"));
        Assert.Equal("Would move \"terraform_data.a\" to \"terraform_data.z\"\n", await project.SucceedAsync("state", "mv", "-dry-run", "terraform_data.a", "terraform_data.z"));
        Assert.Equal(before, project.Read("terraform.tfstate"));
    }

    [Fact]
    public async Task A_module_is_removed_with_all_that_is_in_it()
    {
        using var project = await AppliedAsync();
        Assert.EndsWith("Successfully removed 1 resource instance(s).\n", await project.SucceedAsync("state", "rm", "module.m"), StringComparison.Ordinal);
        Assert.DoesNotContain("module.m", await project.SucceedAsync("state", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_of_another_lineage_is_pushed_only_by_force()
    {
        using var project = await AppliedAsync();
        var pulled = await project.SucceedAsync("state", "pull");
        project.Write("other.json", System.Text.RegularExpressions.Regex.Replace(pulled, "\"lineage\": \"[^\"]*\"", "\"lineage\": \"other\""));
        Assert.Equal(1, (await project.RunAsync("state", "push", "other.json")).Exit);
        await project.SucceedAsync("state", "push", "-force", "other.json");
        project.Input = pulled;
        await project.SucceedAsync("state", "push", "-force", "-");
        Assert.Equal(pulled, await project.SucceedAsync("state", "pull"));
    }

    [Fact]
    public async Task A_provider_is_replaced_once_that_is_approved()
    {
        using var project = await AppliedAsync();
        project.Input = "no\n";
        Assert.Equal(1, (await project.RunAsync("state", "replace-provider", "terraform.io/builtin/terraform", "acme/x")).Exit);
        project.Input = "yes\n";
        Assert.Contains("Successfully replaced provider for 3 resources.", await project.SucceedAsync("state", "replace-provider", "terraform.io/builtin/terraform", "acme/x"), StringComparison.Ordinal);
        Assert.Contains("provider[\\\"registry.terraform.io/acme/x\\\"]", project.Read("terraform.tfstate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tainted_object_is_replaced_and_an_untainted_one_is_not()
    {
        using var project = await AppliedAsync();
        Assert.Equal("Resource instance terraform_data.a has been marked as tainted.\n", await project.SucceedAsync("taint", "terraform_data.a"));
        Assert.Contains("terraform_data.a is tainted, so must be replaced", await project.SucceedAsync("plan"), StringComparison.Ordinal);
        await project.SucceedAsync("untaint", "terraform_data.a");
        Assert.Equal(0, (await project.RunAsync("plan", "-detailed-exitcode")).Exit);
        Assert.Equal(1, (await project.RunAsync("untaint", "terraform_data.a")).Exit);
        Assert.Equal(1, (await project.RunAsync("taint", "terraform_data.nope")).Exit);
        await project.SucceedAsync("taint", "-allow-missing", "terraform_data.nope");
    }

    [Fact]
    public async Task An_imported_object_is_in_the_state_and_cannot_be_imported_again()
    {
        using var project = new TestProject(Configuration);
        project.Write("m/main.tf", """resource "terraform_data" "in" {}""");
        await project.SucceedAsync("init");
        Assert.Contains("Import successful!", await project.SucceedAsync("import", "terraform_data.b[1]", "some-id"), StringComparison.Ordinal);
        Assert.Equal("terraform_data.b[1]\n", await project.SucceedAsync("state", "list", "-id=some-id"));
        foreach (var address in new[] { "terraform_data.b[1]", "terraform_data.b", "terraform_data.zz", "module.zz.terraform_data.a", "data.terraform_remote_state.x" })
            Assert.Equal(1, (await project.RunAsync("import", address, "some-id")).Exit);
    }
}
