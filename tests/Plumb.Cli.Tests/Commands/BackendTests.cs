namespace Plumb.Cli.Tests.Commands;

public sealed class BackendTests
{
    private const string Resource = "resource \"terraform_data\" \"a\" {}\n";

    [Fact]
    public async Task A_local_backend_says_where_states_are()
    {
        using var project = new TestProject("locals {\n  folder = \"states\"\n}\nterraform {\n  backend \"local\" {\n    path          = \"${local.folder}/main.tfstate\"\n    workspace_dir = \"${local.folder}/others\"\n  }\n}\n" + Resource);
        await project.SucceedAsync("init");
        await project.SucceedAsync("apply", "-auto-approve");
        await project.SucceedAsync("workspace", "new", "w");
        await project.SucceedAsync("apply", "-auto-approve");
        Assert.True(project.Has("states/main.tfstate"));
        Assert.True(project.Has("states/others/w/terraform.tfstate"));
        Assert.False(project.Has("terraform.tfstate"));
        Assert.Equal("terraform_data.a\n", await project.SucceedAsync("state", "list"));
    }

    [Theory]
    [InlineData("terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n  }\n}\n", "Error: Backend not available")]
    [InlineData("terraform {\n  cloud {\n    organization = \"o\"\n  }\n}\n", "Error: HCP Terraform is not supported")]
    public async Task Where_the_state_cannot_be_had_nothing_is_done(string settings, string error)
    {
        using var project = new TestProject(settings + Resource);
        foreach (var command in (string[][])[["init"], ["plan"], ["apply", "-auto-approve"], ["state", "list"], ["workspace", "list"], ["output"], ["import", "terraform_data.a", "x"]])
        {
            var run = await project.RunAsync([.. command, "-no-color"]);
            Assert.True(run.Exit == 1 && run.Error.Contains(error, StringComparison.Ordinal), $"{command[0]}: {run.Exit}\n{run.Out}{run.Error}");
        }
        await project.SucceedAsync("init", "-backend=false");
        await project.SucceedAsync("validate");
        Assert.False(project.Has("terraform.tfstate"));
    }
}
