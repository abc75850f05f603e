using System.Text;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Tests.Plays;

namespace Plumb.Playbooks.Tests.PythonPlugins;

/// <summary>Connection and become plugins in Python, and what is refused of others.</summary>
public sealed class PluginConnectionTests : IDisposable
{
    private const string Connection = """
        DOCUMENTATION = '''
        name: echo
        short_description: Says what it is told.
        description: It runs nothing.
        author: none
        options:
          remote_addr:
            description: Where the host is.
            default: nowhere
            vars: [{name: inventory_hostname}, {name: ansible_host}]
          tone:
            description: How it speaks.
            default: low
            vars: [{name: ansible_echo_tone}]
        '''
        from ansible.errors import AnsibleConnectionFailure, AnsibleError
        from ansible.plugins.connection import ConnectionBase

        class Connection(ConnectionBase):
            transport = 'echo'
            made = 0

            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                Connection.made += 1
                self.runs = 0

            def _connect(self):
                return self

            def exec_command(self, cmd, in_data=None, sudoable=True):
                if 'lost' in cmd:
                    raise AnsibleConnectionFailure('it is {{ gone }}')
                if 'wrong' in cmd:
                    raise AnsibleError('not {{ so }}')
                self.runs += 1
                return 0, '%s %s %s' % (self.get_option('remote_addr'), self.get_option('tone'), cmd), str(self.runs).encode()

            def put_file(self, in_path, out_path):
                pass

            def fetch_file(self, in_path, out_path):
                pass

            def close(self):
                pass
        """;

    private const string Become = """
        DOCUMENTATION = '''
        name: stilts
        short_description: Makes one taller.
        description: It runs nothing.
        author: none
        options:
          become_user:
            description: Whom.
            keyword: [{name: become_user}]
          become_exe:
            description: By what.
            default: stilts
            keyword: [{name: become_exe}]
          become_flags:
            description: How.
            default: ''
            vars: [{name: ansible_stilts_flags}]
          become_pass:
            description: With what word.
            vars: [{name: ansible_become_password}]
        '''
        from ansible.plugins.become import BecomeBase

        class BecomeModule(BecomeBase):
            name = 'stilts'
            prompt = 'word please'

            def build_become_command(self, cmd, shell):
                super().build_become_command(cmd, shell)
                return '%s %s %s -- %s' % (self.get_option('become_exe'), self.get_option('become_flags'), self.get_option('become_user'), cmd)
        """;

    private readonly PlayRun _run = new() { OverCommands = (commands, _) => new RawOnly(commands) };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_plugin_beside_the_playbook_carries_commands_with_the_options_of_each_task() => Assert.Equal(
        "h1 low one / 1 | elsewhere HIGH two / 1 | h1 low three / 2",
        await OnFirstAsync("""
            - {raw: one, register: r1}
            - {raw: two, register: r2, vars: {ansible_echo_tone: "{{ 'high' | upper }}", ansible_host: elsewhere}}
            - {raw: three, register: r3}
            - debug: {msg: "{{ r1.stdout }} / {{ r1.stderr }} | {{ r2.stdout }} / {{ r2.stderr }} | {{ r3.stdout }} / {{ r3.stderr }}"}
            """));

    [Fact]
    public async Task A_host_that_the_plugin_cannot_reach_is_unreachable_and_its_words_are_no_template() => Assert.Equal(
        "True it is {{ gone }}",
        await OnFirstAsync("""
            - {raw: lost, register: r, ignore_unreachable: true}
            - debug: {msg: "{{ r.unreachable }} {{ r.msg }}"}
            """));

    [Fact]
    public async Task What_else_a_plugin_raises_fails_the_task() => Assert.Equal("failed: not {{ so }}", await OnFirstAsync("- raw: wrong"));

    [Fact]
    public async Task A_become_plugin_makes_the_line_that_a_raw_command_is_run_by() => Assert.Equal(
        "h1 low stilts --long tall -- one",
        await OnFirstAsync("""
            - {raw: one, register: r, become: true, become_method: stilts, become_user: tall, vars: {ansible_stilts_flags: --long}}
            - debug: {msg: "{{ r.stdout }}"}
            """));

    [Fact]
    public async Task Other_operations_are_given_the_line_of_a_become_plugin_the_same_one_as_long_as_nothing_changes()
    {
        var said = await OnFirstAsync("""
            - {command: one, register: r1, become: true, become_method: stilts, become_user: tall}
            - {command: one, register: r2, become: true, become_method: stilts, become_user: tall}
            - {command: one, register: r3, become: true, become_method: stilts, become_user: small}
            - debug: {msg: "{{ r1.stdout == r2.stdout }} {{ r3.stdout == r1.stdout }} {{ r1.stdout }}"}
            """);
        Assert.Matches(@"^True False stilts  tall -- /bin/sh (/var/tmp/plumb-become-[0-9a-f]{32}) \1 word please False$", said);
    }

    [Fact]
    public async Task A_become_method_that_is_nowhere_is_left_to_the_host_to_refuse() => Assert.Equal(
        "no line for nosuch",
        await OnFirstAsync("""
            - {command: one, register: r, become: true, become_method: nosuch}
            - debug: {msg: "{{ r.stdout }}"}
            """));

    [Fact]
    public async Task An_action_in_Python_has_the_plugin_itself()
    {
        _run.With("action_plugins/look.py", """
            from ansible.plugins.action import ActionBase

            class ActionModule(ActionBase):
                def run(self, tmp=None, task_vars=None):
                    return {'msg': '%s %s %s' % (type(self._connection).__module__.split('.')[-1], self._connection.get_option('tone'), self._connection._shell.SHELL_FAMILY)}
            """);
        Assert.Equal("echo shrill powershell", await OnFirstAsync("""
            - {look: {}, register: r, vars: {ansible_echo_tone: shrill, ansible_shell_type: powershell}}
            - debug: {msg: "{{ r.msg }}"}
            """));
    }

    [Fact]
    public async Task A_name_that_no_plugin_has_is_told() => Assert.Equal(
        "failed: the connection plugin 'nosuch' was not found",
        await OnFirstAsync("- {raw: one, vars: {ansible_connection: nosuch}}"));

    [Fact]
    public async Task A_strategy_in_Python_is_refused_with_its_file()
    {
        _run.With("strategy_plugins/own.py", "raise ValueError('never loaded')\n");
        var fault = await Assert.ThrowsAsync<LinkException>(() => _run.RunAsync("- {hosts: all, gather_facts: false, strategy: own, tasks: [{debug: {}}]}"));
        Assert.Contains("strategy_plugins/own.py), and those are not run here", fault.Message, StringComparison.Ordinal);
    }

    private async Task<string> OnFirstAsync(string tasks)
    {
        Assert.SkipUnless(Python.Exists, "There is no python3 here.");
        Assert.SkipWhen(CoreInstallation.Find(Environment.GetEnvironmentVariable) is null, "There is no ansible-core here, on which connection plugins in Python build.");
        _run.With("connection_plugins/echo.py", Connection).With("become_plugins/stilts.py", Become);
        return await _run.RunAsync($"- hosts: h1\n  gather_facts: false\n  connection: echo\n  tasks:\n{string.Join('\n', tasks.Split('\n').Select(l => "  " + l))}\n");
    }

    /// <summary>Runs raw commands by the plugin, and says of all else whom it would become and how.</summary>
    private sealed class RawOnly(IHostCommands commands) : IHostConnection
    {
        public async ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation)
        {
            if (request.Operation != "raw")
                return Result(request.Become?.Line is { } way ? $"{way.Text} {way.Script} {way.Prompt} {way.NeedsTerminal}" : $"no line for {request.Become?.Method}", "");
            var line = (request.Arguments["_raw_params"] as TextData)?.Value ?? "";
            var answer = await commands.RunAsync(line, request.Become, cancellation);
            return Result(Encoding.UTF8.GetString(answer.Output.Span), Encoding.UTF8.GetString(answer.Errors.Span));
        }

        public ValueTask DisposeAsync() => commands.CloseAsync();

        private static OperationResult Result(string output, string errors) => new() { Values = new MapBuilder { ["rc"] = 0, ["stdout"] = output, ["stderr"] = errors }.Build() };
    }
}
