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
    public async Task A_module_has_the_options_of_the_fragments_that_it_extends()
    {
        using var project = new TestProject();
        project.Write("collections/ansible_collections/my/own/plugins/doc_fragments/shared.py", """
            class ModuleDocFragment(object):
                DOCUMENTATION = r'''
            options:
              login:
                description: Who comes
                type: str
              port:
                description: Where
                default: 22
            '''
                OTHER = '''
            options:
              other: {description: Of another text}
            '''
            """);
        project.Write("collections/ansible_collections/my/own/plugins/modules/thing.py", """
            DOCUMENTATION = '''
            short_description: A thing
            options:
              name: {description: Its name}
              port: {default: 2222}
            extends_documentation_fragment:
            - my.own.shared
            - my.own.shared.other
            - my.own.nowhere
            '''
            """);
        var run = await project.RunAsync("docs", "my.own.thing", "--json");
        var options = System.Text.Json.Nodes.JsonNode.Parse(run.Out)?["my.own.thing"]?["doc"]?["options"]?.AsObject();
        Assert.Equal(["login", "name", "other", "port"], options?.Select(o => o.Key));
        Assert.Equal("2222", options?["port"]?["default"]?.ToJsonString());
        Assert.Contains("Where", options?["port"]?["description"]?.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("unknown doc_fragment(s) in file", run.Error, StringComparison.Ordinal);
        Assert.Contains("thing.py: my.own.nowhere\n", run.Error, StringComparison.Ordinal);
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
