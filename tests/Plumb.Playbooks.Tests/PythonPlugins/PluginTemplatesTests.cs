using Plumb.Playbooks.Tests.Plays;

namespace Plumb.Playbooks.Tests.PythonPlugins;

/// <summary>Filters, tests and lookups in Python, with what stands in for ansible-core: so they run wherever there is a python3.</summary>
public sealed class PluginTemplatesTests : IDisposable
{
    private const string Filters = """
        import os
        from ansible.errors import AnsibleFilterError

        def boom(value):
            raise AnsibleFilterError('boom on %s' % value)

        def noise(value):
            print('on the way')
            os.write(1, b'\x00\x00\x00\x05garbage')
            return value

        class FilterModule:
            def filters(self):
                return {
                    'shout': lambda value, n=1: value.upper() + '!' * n,
                    'kinds': lambda values: [type(value).__name__ for value in values],
                    'same': lambda value: value,
                    'pairs': lambda value: ((key, value[key]) for key in value),
                    'to_json': lambda value: 'mine',
                    'boom': boom,
                    'crash': lambda value: value / 0,
                    'noise': noise,
                    'leave': lambda value: exit(4),
                    'die': lambda value: os._exit(3),
                }
        """;

    private readonly PlayRun _run = new();

    public PluginTemplatesTests()
    {
        Assert.SkipUnless(Python.Exists, "There is no python3 here.");
        _run.Variables["PLUMB_ANSIBLE_CORE"] = "none";
        _run.With("filter_plugins/f.py", Filters)
            .With("test_plugins/t.py", "class TestModule:\n    def tests(self):\n        return {'tall': lambda value, than=10: value > than}\n")
            .With("lookup_plugins/mine.py", """
                DOCUMENTATION = '''
                name: mine
                options:
                  size: {type: int, default: 3, vars: [{name: mine_size}], env: [{name: PLUMB_TEST_MINE_SIZE}]}
                '''
                from ansible.plugins.lookup import LookupBase

                class LookupModule(LookupBase):
                    def run(self, terms, variables=None, **kwargs):
                        self.set_options(var_options=variables, direct=kwargs)
                        if 'fail' in terms:
                            raise Exception('oops')
                        return [self._templar.template('{{ base | shout }}-%s-%s' % (term, self.get_option('size'))) for term in terms]
                """);
    }

    [Theory]
    [InlineData("{{ 'abc' | shout }} {{ 'abc' | shout(n=3) }}", "ABC! ABC!!!")]
    [InlineData("{{ 12 is tall }} {{ 2 is tall(than=1) }} {{ 2 is not tall }}", "True True True")]
    [InlineData("{{ {'a': 1} | pairs }}", "[('a', 1)]")]
    [InlineData("{{ {'a': 1} | to_json }} {{ {'a': 1} | ansible.builtin.to_json }}", "mine {\"a\": 1}")]
    [InlineData("{{ [1, 'a', (1, 2), {}, 1.5, none, true, 10 ** 30, now()] | kinds | join(' ') }}", "int str tuple dict float NoneType bool int datetime")]
    [InlineData("{{ [(1, 2), {1: 'a'}, 10 ** 30, 'ü \U0001F600', 1.5] | same }}", "[(1, 2), {1: 'a'}, 1000000000000000000000000000000, 'ü \U0001F600', 1.5]")]
    [InlineData("{{ lookup('mine', 'a', 'b') }} {{ query('mine', 'c', size=7) }}", "X!-a-3,X!-b-3 ['X!-c-7']")]
    [InlineData("{{ 5 | noise }}", "5")]
    [InlineData("{{ evil | same }} {{ [evil] | kinds }}", "{{ 1 + 1 }} ['AnsibleUnsafeText']")]
    public async Task Plugins_give_what_they_give_the_peer(string template, string expected) => Assert.Equal(expected, await ShowAsync(template));

    [Theory]
    [InlineData("{{ 'abc' | boom }}", "boom on abc")]
    [InlineData("{{ 1 | crash }}", "division by zero")]
    [InlineData("{{ nope | shout }}", "'nope' is undefined")]
    [InlineData("{{ 1 | leave }}", "4")]
    [InlineData("{{ 1 | nowhere }}", "template error while templating string: Could not load \"nowhere\": 'nowhere'. String: {{ 1 | nowhere }}. Could not load \"nowhere\": 'nowhere'")]
    [InlineData("{{ lookup('mine', 'fail') }}", "An unhandled exception occurred while running the lookup plugin 'mine'. Error was a <class 'Exception'>, original message: oops")]
    public async Task What_a_plugin_raises_is_the_tasks_failure(string template, string expected) =>
        Assert.Contains(expected, await ShowAsync(template), StringComparison.Ordinal);

    [Fact]
    public async Task After_a_plugin_that_ends_Python_the_next_has_a_new_one() => Assert.Equal(
        "failed: the controller's Python ended with exit code 3 while a plugin was at work A!",
        await _run.RunAsync("""
            - hosts: h1
              gather_facts: false
              tasks:
                - debug: {msg: "{{ 1 | die }}"}
                  ignore_errors: true
                - debug: {msg: "{{ 'a' | shout }}"}
            """));

    [Fact]
    public async Task Options_come_from_variables_and_loops_take_lookups() => Assert.Equal("X!-one-9 X!-two-9", await _run.RunAsync("""
        - hosts: h1
          gather_facts: false
          vars: {base: x, mine_size: "9"}
          tasks:
            - debug: {msg: "{{ item }}"}
              with_mine: [one, two]
        """));

    [Fact]
    public async Task Roles_and_collections_have_plugins_and_these_may_lead_elsewhere()
    {
        _run.With("roles/r/filter_plugins/r.py", "class FilterModule:\n    def filters(self):\n        return {'of_role': lambda value: 'role ' + value}\n")
            .With("roles/r/tasks/main.yml", "- debug: {msg: \"{{ 'a' | of_role }}\"}\n")
            .With("collections/ansible_collections/my/own/plugins/module_utils/words.py", "WORD = 'collection'\n")
            .With("collections/ansible_collections/my/own/plugins/filter/c.py", """
                from ansible_collections.my.own.plugins.module_utils.words import WORD
                class FilterModule:
                    def filters(self):
                        return {'of_own': lambda value: WORD + ' ' + value}
                """)
            .With("collections/ansible_collections/my/own/meta/runtime.yml", "plugin_routing: {filter: {older: {redirect: my.own.of_own}}}\n");
        Assert.Equal("role a collection a collection b", await _run.RunAsync("""
            - hosts: h1
              gather_facts: false
              roles: [r]
              post_tasks:
                - debug: {msg: "{{ 'a' | my.own.of_own }}"}
                - debug: {msg: "{{ 'b' | my.own.older }}"}
            """));
    }

    [Fact]
    public async Task The_variables_of_a_lookup_are_a_dictionary_of_its_own()
    {
        _run.With("lookup_plugins/vary.py", """
            from ansible.plugins.lookup import LookupBase

            class LookupModule(LookupBase):
                def run(self, terms, variables=None, **kwargs):
                    before = len(variables)
                    del variables['base']
                    variables['own'] = '{{ 2 + 3 }}'
                    assert 'base' not in variables and variables.pop('nothing', 1) == 1 and len(dict(variables)) == before
                    return [self._templar.template('{{ own }}'), variables['inventory_hostname']]
            """);
        Assert.Equal("5,h1 x", await ShowAsync("{{ lookup('vary') }} {{ base }}"));
    }

    [Fact]
    public async Task What_needs_more_of_ansible_core_says_so()
    {
        _run.With("lookup_plugins/more.py", "from ansible.plugins.strategy import StrategyBase\n");
        Assert.Contains("ansible.plugins.strategy", await ShowAsync("{{ lookup('more') }}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_plugins_no_Python_is_needed()
    {
        using var run = new PlayRun();
        run.Variables["PLUMB_PYTHON"] = "/nonexistent/python3";
        Assert.Equal("A", await run.RunAsync("- hosts: h1\n  gather_facts: false\n  tasks:\n    - debug: {msg: \"{{ 'a' | upper }}\"}\n"));
    }

    [Fact]
    public async Task A_Python_that_is_not_there_is_told_of()
    {
        _run.Variables["PLUMB_PYTHON"] = "/nonexistent/python3";
        Assert.Contains("'/nonexistent/python3' cannot be started", await ShowAsync("{{ 'a' | shout }}"), StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private Task<string> ShowAsync(string template) => _run.RunAsync($$$"""
        - hosts: h1
          gather_facts: false
          vars: {base: "x", evil: !unsafe "{{ 1 + 1 }}"}
          tasks:
            - debug:
                msg: >-
                  {{{template}}}
        """);
}
