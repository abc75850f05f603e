namespace Plumb.Cli.Tests.Commands;

public sealed class WorkspaceTests
{
    private const string Configuration = """
        resource "terraform_data" "a" { input = terraform.workspace }
        output "where" { value = terraform_data.a.input }
        """;

    [Fact]
    public async Task Each_workspace_has_a_state_of_its_own()
    {
        using var project = new TestProject(Configuration);
        await project.SucceedAsync("apply", "-auto-approve");
        Assert.StartsWith("Created and switched to workspace \"stage\"!\n", await project.SucceedAsync("workspace", "new", "stage"), StringComparison.Ordinal);
        await project.SucceedAsync("apply", "-auto-approve");
        Assert.Equal("\"stage\"\n", await project.SucceedAsync("output", "where"));
        Assert.Equal("  default\n* stage\n\n", await project.SucceedAsync("workspace", "list"));
        await project.SucceedAsync("workspace", "select", "default");
        Assert.Equal("\"default\"\n", await project.SucceedAsync("output", "where"));
        project["TF_WORKSPACE"] = "stage";
        Assert.Equal("\"stage\"\n", await project.SucceedAsync("output", "where"));
        Assert.Equal(1, (await project.RunAsync("workspace", "select", "default")).Exit);
    }

    [Fact]
    public async Task A_workspace_with_objects_is_deleted_only_by_force()
    {
        using var project = new TestProject(Configuration);
        await project.SucceedAsync("workspace", "select", "-or-create", "stage");
        await project.SucceedAsync("apply", "-auto-approve");
        Assert.Contains("your active workspace", (await project.RunAsync("workspace", "delete", "stage")).Error, StringComparison.Ordinal);
        await project.SucceedAsync("workspace", "select", "default");
        Assert.Contains("  - terraform_data.a\n", (await project.RunAsync("workspace", "delete", "stage")).Error, StringComparison.Ordinal);
        Assert.Contains("WARNING: \"stage\" was non-empty.", await project.SucceedAsync("workspace", "delete", "-force", "stage"), StringComparison.Ordinal);
        Assert.Equal("* default\n\n", await project.SucceedAsync("workspace", "list"));
    }

    [Theory]
    [InlineData("new", "default")]
    [InlineData("new", "a/b")]
    [InlineData("select", "nope")]
    [InlineData("delete", "nope")]
    [InlineData("delete", "default")]
    public async Task What_cannot_be_is_refused(string command, string name)
    {
        using var project = new TestProject();
        Assert.Equal(1, (await project.RunAsync("workspace", command, name)).Exit);
    }

    [Fact]
    public async Task A_new_workspace_may_begin_with_a_state()
    {
        using var project = new TestProject(Configuration);
        await project.SucceedAsync("apply", "-auto-approve", "-state=first.tfstate");
        await project.SucceedAsync("workspace", "new", "-state=first.tfstate", "stage");
        Assert.Equal("terraform_data.a\n", await project.SucceedAsync("state", "list"));
    }
}
