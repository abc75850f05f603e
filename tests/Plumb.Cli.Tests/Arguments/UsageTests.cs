using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Arguments;

public sealed class UsageTests
{
    [Theory]
    [InlineData("plan -nope", "Failed to parse command-line flags", "flag provided but not defined: -nope")]
    [InlineData("state list -nope", "Failed to parse command-line flags", "flag provided but not defined: -nope")]
    [InlineData("plan -out", "Failed to parse command-line flags", "flag needs an argument: -out")]
    [InlineData("plan -parallelism=x", "Failed to parse command-line flags", "invalid value \"x\" for flag -parallelism")]
    [InlineData("plan elsewhere", "Too many command line arguments", "-chdir")]
    [InlineData("taint", "Missing command line arguments", "ADDRESS")]
    [InlineData("stacks", "Command not available", "stacks")]
    [InlineData("test -verbose -filter=x", "Command not available", "test")]
    public async Task A_command_line_that_cannot_be_read_is_explained(string line, string summary, string detail)
    {
        using var project = new TestProject();
        var result = await project.RunAsync(line.Split(' '));
        Assert.Equal(1, result.Exit);
        Assert.Empty(result.Out);
        Assert.Contains($"\nError: {summary}\n", result.Error, StringComparison.Ordinal);
        Assert.Contains(detail, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_command_gets_a_suggestion()
    {
        using var project = new TestProject { Program = ProgramIdentity.Terraform };
        Assert.StartsWith("Terraform has no command named \"plam\". Did you mean \"plan\"?\n", (await project.RunAsync("plam")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_at_hand_at_every_level()
    {
        using var project = new TestProject();
        Assert.Equal(127, (await project.RunAsync()).Exit);
        Assert.Contains("\nMain commands:\n  init  ", await project.SucceedAsync("-help"), StringComparison.Ordinal);
        Assert.Equal(1, (await project.RunAsync("state")).Exit);
        Assert.StartsWith("Usage: plumb [global options] state mv [options] SOURCE DESTINATION\n", await project.SucceedAsync("state", "mv", "-help"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("play")]
    [InlineData("roles")]
    [InlineData("roles", "install")]
    public async Task Commands_of_playbooks_take_the_word_for_help_that_all_others_take(params string[] command)
    {
        using var project = new TestProject();
        Assert.StartsWith($"usage: plumb {string.Join(' ', command)} [-h]", await project.SucceedAsync([.. command, "-help"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TF_CLI_ARGS", "-no-such")]
    [InlineData("TF_CLI_ARGS_plan", "-no-such")]
    public async Task Arguments_of_the_environment_count(string name, string value)
    {
        using var project = new TestProject { [name] = value };
        Assert.Contains("-no-such", (await project.RunAsync("plan")).Error, StringComparison.Ordinal);
    }
}
