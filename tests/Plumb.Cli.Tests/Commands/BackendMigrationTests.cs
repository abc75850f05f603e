namespace Plumb.Cli.Tests.Commands;

/// <summary>What <c>init</c> makes of a local backend that comes, moves or goes; each was held against what Terraform 1.11.4 does.</summary>
public sealed class BackendMigrationTests
{
    private const string Resource = "resource \"terraform_data\" \"a\" {}\n";

    [Fact]
    public async Task A_first_backend_takes_the_state_along_after_a_yes_and_leaves_a_backup()
    {
        using var project = await AppliedAsync();
        Backend(project, "one.tfstate");
        Assert.Contains("Backend initialization required", (await project.RunAsync("plan")).Error, StringComparison.Ordinal);
        Assert.Equal(1, (await project.RunAsync("init")).Exit);
        project.Input = "perhaps\nyes\n";
        await project.SucceedAsync("init");
        Assert.Equal("", project.Read("terraform.tfstate"));
        Assert.Equal(project.Read("terraform.tfstate.backup"), project.Read("one.tfstate"));
        Assert.Contains("No changes", await project.SucceedAsync("plan", "-no-color"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_begins_with_what_there_is_and_loses_nothing()
    {
        using var project = await AppliedAsync();
        var before = project.Read("terraform.tfstate");
        Backend(project, "one.tfstate");
        project.Input = "no\n";
        await project.SucceedAsync("init");
        Assert.Equal(before, project.Read("terraform.tfstate"));
        Assert.Contains("1 to add", await project.SucceedAsync("plan", "-no-color"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_moved_wants_to_be_told_what_to_do()
    {
        using var project = await AppliedAsync();
        Backend(project, "one.tfstate");
        await project.SucceedAsync("init", "-force-copy");
        Backend(project, "two.tfstate");
        foreach (var command in (string[][])[["plan"], ["state", "list"], ["workspace", "list"], ["output"], ["init"]])
        {
            var run = await project.RunAsync([.. command, "-no-color"]);
            Assert.True(run.Exit == 1 && run.Error.Contains(command[0] == "init" ? "Backend configuration changed" : "Backend initialization required", StringComparison.Ordinal), $"{command[0]}: {run.Out}{run.Error}");
        }
        await project.SucceedAsync("validate");
        Assert.Equal(1, (await project.RunAsync("init", "-migrate-state", "-reconfigure")).Exit);

        Assert.Contains("interactive input is disabled", (await project.RunAsync("init", "-migrate-state", "-input=false")).Error, StringComparison.Ordinal);
        Assert.False(project.Has("two.tfstate"));
        project.Input = "yes\n";
        await project.SucceedAsync("init", "-migrate-state");
        Assert.Equal(project.Read("one.tfstate"), project.Read("two.tfstate"));

        project.Write("backend.tf", "");
        Assert.Equal(1, (await project.RunAsync("plan")).Exit);
        await project.SucceedAsync("init", "-force-copy");
        Assert.Equal("terraform_data.a\n", await project.SucceedAsync("state", "list"));
    }

    [Fact]
    public async Task Reconfiguring_leaves_the_state_where_it_was()
    {
        using var project = await AppliedAsync();
        Backend(project, "one.tfstate");
        await project.SucceedAsync("init", "-force-copy");
        Backend(project, "two.tfstate");
        await project.SucceedAsync("init", "-reconfigure");
        Assert.False(project.Has("two.tfstate"));
        Assert.Contains("1 to add", await project.SucceedAsync("plan", "-no-color"), StringComparison.Ordinal);
        project.Write("backend.tf", "");
        await project.SucceedAsync("init", "-reconfigure");
        await project.SucceedAsync("plan");
    }

    [Fact]
    public async Task Another_state_at_the_new_place_is_overwritten_only_after_a_yes_and_kept_as_a_backup()
    {
        using var project = await AppliedAsync();
        Backend(project, "one.tfstate");
        await project.SucceedAsync("init", "-force-copy");
        var other = project.Read("one.tfstate").Replace("\"lineage\": \"", "\"lineage\": \"other-", StringComparison.Ordinal);
        project.Write("two.tfstate", other);
        Backend(project, "two.tfstate");
        project.Input = "no\n";
        Assert.Contains("overwrite", await project.SucceedAsync("init", "-migrate-state"), StringComparison.Ordinal);
        Assert.Equal(other, project.Read("two.tfstate"));

        project.Write("three.tfstate", project.Read("one.tfstate"));
        Backend(project, "three.tfstate");
        project.Input = "yes\n";
        await project.SucceedAsync("init", "-migrate-state");
        Assert.Equal(other, project.Read("three.tfstate"));
        Assert.Equal(project.Read("one.tfstate"), project.Read("three.tfstate.backup"));

        // The same state is there already: nothing is asked.
        project.Write("four.tfstate", other);
        Backend(project, "four.tfstate");
        project.Input = "";
        await project.SucceedAsync("init", "-migrate-state");
    }

    [Fact]
    public async Task All_workspaces_move_or_none()
    {
        using var project = await AppliedAsync();
        await project.SucceedAsync("workspace", "new", "x");
        await project.SucceedAsync("apply", "-auto-approve");
        Backend(project, "one.tfstate", "w");
        project.Input = "no\n";
        Assert.Contains("Migration aborted by user", (await project.RunAsync("init")).Error, StringComparison.Ordinal);
        Assert.False(project.Has("one.tfstate") || project.Has("w/x/terraform.tfstate"));
        project.Input = "yes\n";
        await project.SucceedAsync("init");
        Assert.True(project.Has("one.tfstate") && project.Has("w/x/terraform.tfstate"));
        Assert.Equal("", project.Read("terraform.tfstate.d/x/terraform.tfstate"));
        Assert.Contains("* x", await project.SucceedAsync("workspace", "list"), StringComparison.Ordinal);

        Backend(project, "one.tfstate", "v");
        await project.SucceedAsync("init", "-force-copy");
        Assert.True(project.Has("v/x/terraform.tfstate"));
    }

    [Fact]
    public async Task A_selected_workspace_that_is_not_there_gives_way_to_one_that_is()
    {
        using var project = await AppliedAsync();
        Backend(project, "one.tfstate", "w");
        await project.SucceedAsync("init", "-force-copy");
        await project.SucceedAsync("workspace", "new", "x");
        Backend(project, "one.tfstate", "v");
        await project.SucceedAsync("init", "-reconfigure", "-input=false");
        Assert.Equal("default\n", await project.SucceedAsync("workspace", "show"));
        await project.SucceedAsync("workspace", "new", "a");
        Backend(project, "one.tfstate", "w");
        Assert.Equal(1, (await project.RunAsync("init", "-reconfigure", "-input=false")).Exit);
        project.Input = "2\n";
        await project.SucceedAsync("init", "-reconfigure");
        Assert.Equal("x\n", await project.SucceedAsync("workspace", "show"));
    }

    [Fact]
    public async Task A_variable_in_a_setting_asks_for_init_where_its_value_changes_and_a_plan_keeps_its_own()
    {
        using var project = new TestProject("variable \"env\" {}\nterraform {\n  backend \"local\" { path = \"${var.env}.tfstate\" }\n}\n" + Resource);
        Assert.Contains("Variable not provided", (await project.RunAsync("init")).Error, StringComparison.Ordinal);
        await project.SucceedAsync("init", "-var", "env=dev");
        await project.SucceedAsync("plan", "-var", "env=dev", "-out", "p");
        Assert.Contains("Backend initialization required", (await project.RunAsync("plan", "-var", "env=prod")).Error, StringComparison.Ordinal);
        await project.SucceedAsync("init", "-reconfigure", "-var", "env=prod");
        await project.SucceedAsync("apply", "p");
        Assert.True(project.Has("dev.tfstate"));
        await project.SucceedAsync("apply", "-auto-approve", "-var", "env=prod");
        Assert.True(project.Has("prod.tfstate"));
        Assert.Equal("terraform_data.a\n", await project.SucceedAsync("state", "list", "-var", "env=prod"));
    }

    [Theory]
    [InlineData("sensitive = true")]
    [InlineData("ephemeral = true")]
    public async Task A_setting_cannot_be_made_from_what_is_not_to_be_shown(string argument)
    {
        using var project = new TestProject($"variable \"env\" {{ {argument} }}\nterraform {{\n  backend \"local\" {{ path = var.env }}\n}}\n" + Resource);
        Assert.Contains("Backend setting not known", (await project.RunAsync("init", "-var", "env=dev")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_the_command_line_hold_until_the_next_init()
    {
        using var project = new TestProject("terraform {\n  backend \"local\" {}\n}\n" + Resource);
        project.Write("more.hcl", "workspace_dir = \"w\"\n");
        await project.SucceedAsync("init", "-backend-config=path=given.tfstate", "-backend-config=more.hcl");
        await project.SucceedAsync("apply", "-auto-approve");
        await project.SucceedAsync("workspace", "new", "x");
        await project.SucceedAsync("apply", "-auto-approve");
        Assert.True(project.Has("given.tfstate") && project.Has("w/x/terraform.tfstate"));
        Assert.Contains("Invalid backend configuration argument", (await project.RunAsync("init", "-backend-config=nothing=x")).Error, StringComparison.Ordinal);
        project.Write("main.tf", Resource);
        Assert.Contains("Missing backend configuration", (await project.RunAsync("init", "-reconfigure", "-backend-config=path=x")).Out, StringComparison.Ordinal);
    }

    private static void Backend(TestProject project, string path, string? workspaces = null) =>
        project.Write("backend.tf", $"terraform {{\n  backend \"local\" {{\n    path = \"{path}\"\n{(workspaces is null ? "" : $"    workspace_dir = \"{workspaces}\"\n")}  }}\n}}\n");

    private static async Task<TestProject> AppliedAsync()
    {
        var project = new TestProject(Resource);
        await project.SucceedAsync("init");
        await project.SucceedAsync("apply", "-auto-approve");
        return project;
    }
}
