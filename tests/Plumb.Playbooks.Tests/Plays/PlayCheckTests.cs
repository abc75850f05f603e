namespace Plumb.Playbooks.Tests.Plays;

public sealed class PlayCheckTests : IDisposable
{
    private readonly PlayRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("file: {path: /x, stat: directory}", "5:22 file takes no argument 'stat'. Did you mean 'state'?")]
    [InlineData("file: {path: /x, state: directry}", "5:22 value of state must be one of: absent, directory, file, hard, link, touch, got: directry Did you mean 'directory'?")]
    [InlineData("lineinfile: {line: a}", "5:5 missing required arguments: path ")]
    [InlineData("debug: {msg: \"{{ 1 | upperr }}\"}", "5:13 Could not load \"upperr\": 'upperr' Did you mean 'upper'?")]
    [InlineData("debug: {msg: \"{{ lookup('fil', 'x') }}\"}", "5:13 lookup plugin (fil) not found Did you mean 'file'?")]
    [InlineData("debug: {msg: \"{{ 1 + }}\"}", "5:13 unexpected 'end of print statement' ")]
    [InlineData("file: \"{{ hostvars }}\"", "")]
    [InlineData("debug: {mesg: x}", "5:13 debug takes no argument 'mesg'. Did you mean 'msg'?")]
    [InlineData("fail: {mgs: x}", "5:12 fail takes no argument 'mgs'. Did you mean 'msg'?")]
    public async Task What_would_fail_on_any_host_is_found_without_one(string task, string fault) =>
        Assert.Equal(fault, string.Join('\n', await _run.CheckAsync($"- hosts: h1\n  tasks:\n  - debug: msg=x\n    when: x is defined\n  - {task}\n")));

    [Fact]
    public async Task Conditions_are_checked_as_expressions() =>
        Assert.Equal(["4:5 Could not load \"definde\": 'definde' Did you mean 'defined'?"], await _run.CheckAsync("- hosts: h1\n  tasks:\n  - debug: msg=x\n    when: inventory_hostname is definde\n"));

    [Theory]
    [InlineData("debug: {msg: \"{{ prot }}\"}", "prot")]
    [InlineData("debug: {msg: \"{% for word in words %}{{ word }}{{ wrod }}{% endfor %}\"}", "wrod")]
    [InlineData("{debug: {msg: x}, when: enabeld}", "enabeld")]
    [InlineData("{debug: {msg: x}, loop: \"{{ wordz }}\"}", "wordz")]
    [InlineData("debug: {msg: \"{{ prot | default(1) }}\"}", "")]
    [InlineData("{debug: {msg: \"{{ prot }}\"}, when: prot is defined}", "")]
    [InlineData("{debug: {msg: \"{{ prot }}\"}, ignore_errors: true}", "")]
    [InlineData("debug: {msg: \"{{ ansible_fqdn }} {{ port }} {{ made }} {{ inner }} {{ beside }} {{ inventory_hostname }} {{ later.stdout }}\"}", "")]
    [InlineData("{debug: {msg: \"{{ thing }}\"}, loop: [1], loop_control: {loop_var: thing}}", "")]
    public async Task Variables_that_nobody_defines_are_found(string task, string names)
    {
        const string Play = """
            - hosts: h1
              vars: { port: 80, enabled: true, words: [a] }
              tasks:
              - set_fact: { made: 1 }
              - block:
                - command: id
                  register: later
                vars: { inner: 1 }
              - TASK
            """;
        var found = await _run.With("group_vars/all.yml", "beside: 1\n").CheckAsync(Play.Replace("TASK", task, StringComparison.Ordinal));
        Assert.Equal(names, string.Join(' ', found.Select(f => f.Split('\'')[1])));
    }

    [Theory]
    [InlineData("include_vars: \"{{ inventory_hostname }}.yml\"")]
    [InlineData("set_fact: { \"{{ inventory_hostname }}_x\": 1 }")]
    [InlineData("include_role: { name: \"{{ inventory_hostname }}\" }")]
    [InlineData("include_tasks: /elsewhere.yml")]
    public async Task Nothing_is_said_where_something_may_define_any_variable(string task) =>
        Assert.Empty(await _run.CheckAsync($"- hosts: h1\n  tasks:\n  - {task}\n  - debug: msg={{{{ prot }}}}\n"));
}
