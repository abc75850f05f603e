using System.Text.Json;
using Plumb.Cli.Session;

namespace Plumb.Cli.Tests.Commands.Playbooks;

public sealed class DocsTests
{
    [Fact]
    public async Task A_module_is_shown_with_its_options()
    {
        using var project = new TestProject();
        var run = await project.RunAsync("docs", "ansible.builtin.ping");
        Assert.Equal(0, run.Exit);
        Assert.StartsWith("> ANSIBLE.BUILTIN.PING    (built in)\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("- data\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("        default: pong\n        type: str\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_shape_that_ansible_doc_gives()
    {
        using var project = new TestProject { Program = ProgramIdentity.Of("/usr/bin/ansible-doc") };
        var run = await project.RunAsync("-j", "ping", "debug");
        using var document = JsonDocument.Parse(run.Out);
        var doc = document.RootElement.GetProperty("ping").GetProperty("doc");
        Assert.Equal("ping", doc.GetProperty("module").GetString());
        Assert.Equal("ansible.builtin", doc.GetProperty("collection").GetString());
        Assert.Equal(JsonValueKind.Array, doc.GetProperty("description").ValueKind);
        Assert.Equal("pong", doc.GetProperty("options").GetProperty("data").GetProperty("default").GetString());
        Assert.True(document.RootElement.TryGetProperty("debug", out _));
    }

    [Fact]
    public async Task A_name_that_is_not_known_is_a_warning_with_a_guess()
    {
        using var project = new TestProject();
        var run = await project.RunAsync("docs", "pnig");
        Assert.Equal(0, run.Exit);
        Assert.Equal("[WARNING]: module pnig was not found. Did you mean \"ping\"?\n", run.Error);
    }

    [Fact]
    public async Task Names_are_listed_with_a_line_each()
    {
        using var project = new TestProject();
        var run = await project.RunAsync("docs", "--list", "--ty=filter", "ansible.builtin");
        Assert.Contains("ansible.builtin.b64decode ", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task A_role_is_shown_by_its_specification()
    {
        using var project = new TestProject();
        project.Write("roles/web/meta/argument_specs.yml", """
            argument_specs:
              main:
                short_description: Installs a web server
                options:
                  port: {type: int, required: true, description: The port}
                  names: {type: list, elements: str, default: [a]}
            """);
        var run = await project.RunAsync("docs", "-t", "role", "web");
        Assert.Contains("ENTRY POINT: main - Installs a web server\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("= port\n        The port\n        type: int\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("default: [a]\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_exclude_each_other_and_unknown_ones_are_wrong_usage()
    {
        using var project = new TestProject();
        Assert.EndsWith("plumb docs: error: argument -s/--snippet: not allowed with argument -l/--list\n", (await project.RunAsync("docs", "-ls")).Error, StringComparison.Ordinal);
        var run = await project.RunAsync("docs", "--colour", "ping");
        Assert.Equal(2, run.Exit);
        Assert.EndsWith("plumb docs: error: unrecognized arguments: --colour\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(5, (await project.RunAsync("docs")).Exit);
    }

    [Fact]
    public async Task Keywords_and_snippets_are_shown()
    {
        using var project = new TestProject();
        Assert.Contains("  type: bool\n", (await project.RunAsync("docs", "-t", "keyword", "become")).Out, StringComparison.Ordinal);
        Assert.StartsWith("- name: ", (await project.RunAsync("docs", "-s", "ping")).Out, StringComparison.Ordinal);
    }
}
