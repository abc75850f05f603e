using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Commands.Playbooks;

public sealed class ConsoleTests
{
    private static async Task<string> Say(params IEnumerable<string> lines)
    {
        using var project = new TestProject { Program = new ProgramIdentity("ansible-console", "ansible-console"), Input = string.Join('\n', lines) + "\n" };
        project["HOME"] = project.Folder;
        project["USER"] = "me";
        project.Write("hosts", "[web]\na\nb\n[db]\nc\n");
        var run = await project.RunAsync("-i", "hosts", "-c", "local");
        Assert.Equal(0, run.Exit);
        return run.Out + run.Error;
    }

    [Fact]
    public async Task Lines_are_actions_on_the_hosts_of_the_pattern_that_is_set() => Assert.Equal("""
        Welcome to the ansible console. Type help or ? to list commands.

        me@all (3)[f:5]$ me@web (2)[f:5]$ a
        b
        me@web (2)[f:5]$ me@a (1)[f:5]$ a | SUCCESS => {
            "msg": "hi"
        }
        me@a (1)[f:5]$ me@a (1)[f:5]$ me@a (1)[f:5]# me@a (1)[f:9]# 
        Ansible-console was exited.

        """, await Say("cd web", "list", "cd a", "debug msg=hi", "# nothing", "become yes", "forks 9"));

    [Fact]
    public async Task What_a_line_sets_is_there_for_the_next()
    {
        var said = await Say("cd a", "set_fact x=1", "debug var=x", "exit", "debug msg=never");
        Assert.Contains("\"x\": \"1\"", said, StringComparison.Ordinal);
        Assert.DoesNotContain("never", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cd nowhere", "no host matched")]
    [InlineData("forks 0", "forks must be greater than or equal to 1")]
    [InlineData("timeout x", "[ERROR]: The timeout must be a valid positive integer")]
    [InlineData("check yes", "check mode changed to True")]
    [InlineData("list groups", "db")]
    [InlineData("help cd", "Usage: cd <group>|<host>|<host pattern>")]
    [InlineData("?debug", "Parameters:")]
    [InlineData("help nosuch", "*** No help on nosuch")]
    [InlineData("become", "Please specify become value")]
    [InlineData("echo of-a-shell", "of-a-shell")]
    [InlineData("!echo of-a-shell", "of-a-shell")]
    public async Task Each_line_answers(string line, string answer) => Assert.Contains(answer, await Say("cd c", line), StringComparison.Ordinal);
}
