using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Commands;

public sealed class SessionTests
{
    private const string Configuration = """
        variable "v" {
          description = "What it says"
        }
        resource "terraform_data" "a" { input = var.v }
        output "o" { value = terraform_data.a.input }
        """;

    [Fact]
    public async Task What_is_missing_is_asked_for()
    {
        using var project = new TestProject(Configuration) { Input = "hello\nyes\n" };
        var text = await project.SucceedAsync("apply");
        Assert.StartsWith("var.v\n  What it says\n\n  Enter a value: \n", text, StringComparison.Ordinal);
        Assert.Contains("\nDo you want to perform these actions?\n", text, StringComparison.Ordinal);
        Assert.Equal("\"hello\"\n", await project.SucceedAsync("output", "o"));
    }

    [Fact]
    public async Task Nothing_is_asked_where_questions_are_turned_off()
    {
        using var project = new TestProject(Configuration) { Input = "hello\nyes\n" };
        Assert.Contains("No value for required variable", (await project.RunAsync("plan", "-input=false")).Error, StringComparison.Ordinal);
        project["TF_INPUT"] = "0";
        Assert.Contains("No value for required variable", (await project.RunAsync("plan")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no\n", "Apply cancelled.", "")]
    [InlineData("", "", "error asking for approval: EOF")]
    public async Task Only_yes_approves(string input, string told, string error)
    {
        using var project = new TestProject(Configuration) { Input = input };
        var result = await project.RunAsync("apply", "-var=v=1");
        Assert.Equal(1, result.Exit);
        Assert.Contains(told, result.Out, StringComparison.Ordinal);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.False(project.Has("terraform.tfstate"));
    }

    [Fact]
    public async Task An_interrupted_apply_keeps_what_it_made_and_fails()
    {
        using var project = new TestProject("""
            resource "terraform_data" "slow" {
              provisioner "local-exec" { command = "touch begun; sleep 30" }
            }
            resource "terraform_data" "after" { input = terraform_data.slow.id }
            """);
        var running = project.RunAsync("apply", "-auto-approve");
        for (var i = 0; i < 600 && !project.Has("begun"); i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        project.Interruption.Receive(TextWriter.Null, ProgramIdentity.Plumb);
        var result = await running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Exit);
        Assert.DoesNotContain("Apply complete", result.Out, StringComparison.Ordinal);
        Assert.Contains("\"tainted\"", project.Read("terraform.tfstate"), StringComparison.Ordinal);
        Assert.False(project.Has(".terraform.tfstate.lock.info"));
    }

    [Fact]
    public void The_second_signal_ends_what_the_first_one_lets_go_on()
    {
        using var interruption = new Interruption();
        var text = new StringWriter();
        interruption.Receive(text, ProgramIdentity.Terraform);
        Assert.True(interruption.Stopping.IsCancellationRequested);
        Assert.False(interruption.Forced.IsCancellationRequested);
        interruption.Receive(text, ProgramIdentity.Terraform);
        Assert.True(interruption.Forced.IsCancellationRequested);
        Assert.Contains("\nInterrupt received.\nPlease wait for Terraform to exit", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nTwo interrupts received.", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_tells_what_was_done_and_no_values()
    {
        using var project = new TestProject(Configuration) { ["TF_LOG"] = "trace", ["TF_LOG_PATH"] = "run.log" };
        await project.SucceedAsync("apply", "-auto-approve", "-var", "v=hush");
        Assert.Contains("[INFO]  apply: terraform_data.a: Create begins", project.Read("run.log"), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", project.Read("run.log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/usr/bin/terraform", "Terraform v1.11.4\non ")]
    [InlineData("tofu", "OpenTofu v1.11.4\non ")]
    [InlineData("./plumb", "Plumb v")]
    public async Task The_name_it_is_called_by_tells_what_it_is(string path, string expected)
    {
        using var project = new TestProject { Program = ProgramIdentity.Of(path) };
        Assert.StartsWith(expected, await project.SucceedAsync("version"), StringComparison.Ordinal);
        Assert.StartsWith(expected, await project.SucceedAsync("-version"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plumb sta", "state\n")]
    [InlineData("plumb state s", "show\n")]
    [InlineData("plumb taint ", "terraform_data.a\n")]
    [InlineData("plumb plan -target=terr", "-target=terraform_data.a\n")]
    [InlineData("plumb plan -det", "-detailed-exitcode\n")]
    [InlineData("plumb workspace select ", "default\n")]
    [InlineData("plumb output ", "o\n")]
    public async Task A_begun_line_is_completed(string line, string expected)
    {
        using var project = new TestProject(Configuration);
        await project.SucceedAsync("apply", "-auto-approve", "-var=v=1");
        Assert.Equal(expected, await project.SucceedAsync("complete", "--", line));
    }

    [Fact]
    public async Task Completion_is_installed_once_and_taken_away_again()
    {
        using var project = new TestProject();
        project["HOME"] = project.Folder;
        project.Write(".bashrc", "alias l=ls");
        await project.SucceedAsync("-install-autocomplete");
        Assert.Equal("alias l=ls\nsource <(plumb completion bash)\n", project.Read(".bashrc"));
        Assert.Equal(1, (await project.RunAsync("-install-autocomplete")).Exit);
        await project.SucceedAsync("-uninstall-autocomplete");
        Assert.Equal("alias l=ls\n", project.Read(".bashrc"));
        foreach (var shell in new[] { "bash", "zsh", "fish" }) Assert.Contains("plumb complete", await project.SucceedAsync("completion", shell), StringComparison.Ordinal);
        Assert.Equal(1, (await project.RunAsync("completion", "csh")).Exit);
    }
}
