using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Tests.Modules;
using Plumb.Playbooks.Tests.Plays;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Tests.PythonPlugins;

/// <summary>Actions and callbacks in Python, which build on ansible-core.</summary>
public sealed class PluginActionTests : IDisposable
{
    private readonly PlayRun _run = new();

    public PluginActionTests()
    {
        Assert.SkipUnless(Python.Exists, "There is no python3 here.");
        Assert.SkipWhen(CoreInstallation.Find(Environment.GetEnvironmentVariable) is null, "There is no ansible-core here, on which actions and callbacks in Python build.");
        _run.With("action_plugins/act.py", """
            from ansible.errors import AnsibleActionFail
            from ansible.plugins.action import ActionBase

            class ActionModule(ActionBase):
                def run(self, tmp=None, task_vars=None):
                    result = super().run(tmp, task_vars)
                    how = self._task.args['how']
                    if how == 'fail':
                        raise AnsibleActionFail('on purpose')
                    if how == 'crash':
                        raise ValueError('boom')
                    if how == 'template':
                        result['msg'] = self._templar.template('{{ inventory_hostname }} {{ v }}') + ' ' + task_vars['v']
                    if how == 'action':
                        task = self._task.copy()
                        task.args = {'msg': 'by another'}
                        other = self._shared_loader_obj.action_loader.get('debug', task=task, connection=self._connection, play_context=self._play_context,
                                                                          loader=self._loader, templar=self._templar, shared_loader_obj=self._shared_loader_obj)
                        result['msg'] = other.run(task_vars=task_vars)['msg']
                    if how == 'nowhere':
                        self._execute_module(module_name='no.such.module', task_vars=task_vars)
                    return result
            """);
    }

    [Theory]
    [InlineData("template", "h1 2 {{ 1 + 1 }}")]
    [InlineData("action", "by another")]
    public async Task Actions_render_and_have_other_actions_run(string how, string expected) => Assert.Equal(expected, await RunAsync(how));

    [Fact]
    public async Task Defaults_of_what_is_built_in_are_not_for_what_stands_in_its_place_but_the_other_way_round()
    {
        _run.With("action_plugins/debug.py", "from ansible.plugins.action import ActionBase\n\nclass ActionModule(ActionBase):\n    def run(self, tmp=None, task_vars=None):\n        return {'msg': 'own ' + self._task.args.get('msg', 'none')}\n");
        Assert.Equal("own none own said said", await _run.RunAsync("""
            - hosts: h1
              gather_facts: false
              tasks:
              - ansible.legacy.debug:
                module_defaults: {ansible.builtin.debug: {msg: said}}
              - debug:
                module_defaults: {ansible.legacy.debug: {msg: said}}
              - ansible.builtin.debug:
                module_defaults: {debug: {msg: said}}
            """));
    }

    [Fact]
    public async Task Actions_beside_the_playbook_are_found_though_the_play_searches_collections()
    {
        _run.With("collections/ansible_collections/my/own/plugins/action/other.py", "");
        Assert.Equal("h1 2 {{ 1 + 1 }}", await _run.RunAsync("""
            - hosts: h1
              gather_facts: false
              collections: [my.own]
              vars: {v: "{{ 1 + 1 }}"}
              tasks:
              - act: {how: template}
                register: r
              - debug: {msg: "{{ r.msg }}"}
            """));
    }

    [Theory]
    [InlineData("fail", "failed: on purpose")]
    [InlineData("crash", "failed: Unexpected failure during module execution: boom")]
    [InlineData("nowhere", "failed: The module no.such.module was not found in configured module paths")]
    public async Task What_an_action_raises_is_the_tasks_failure(string how, string expected) => Assert.Equal(expected, await RunAsync(how));

    [Fact]
    public void Callbacks_beside_playbooks_are_told_and_one_that_raises_ends_nothing()
    {
        using var folder = new TestFolder();
        folder.Write("callback_plugins/cb.py", """
            from ansible.plugins.callback import CallbackBase

            class CallbackModule(CallbackBase):
                CALLBACK_VERSION = 2.0
                CALLBACK_TYPE = 'notification'

                def v2_playbook_on_start(self, playbook):
                    print('start', playbook._file_name)

                def v2_playbook_on_no_hosts_matched(self):
                    raise ValueError('nobody')

                def v2_playbook_on_stats(self, stats):
                    self._display.display(str(stats.summarize('h1')['ok']))
            """);
        using var said = new StringWriter();
        using var errors = new StringWriter();
        var output = new PlayOutput(said, errors);
        using var plugins = new UserPlugins(AnsibleSettings.Load(new RunEnvironment(_ => null, folder.Path), new DiagnosticBag()), VaultSecrets.None, output, CancellationToken.None);
        plugins.AddFolder(folder.Path);
        var callback = PluginCallback.Start(plugins, output, null, []) ?? throw new InvalidOperationException(errors.ToString());
        callback.PlaybookStarted("/x/site.yml");
        callback.NoHostsMatched();
        var statistics = new RunStatistics();
        statistics.Of("h1").Ok = 3;
        callback.RunCompleted(statistics);
        Assert.Equal("start /x/site.yml\n3\n", said.ToString());
        Assert.Contains("v2_playbook_on_no_hosts_matched", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_are_kept_where_a_cache_plugin_keeps_them_and_what_it_cannot_do_is_a_warning()
    {
        using var folder = new TestFolder();
        folder.Write("cache_plugins/own.py", """
            import json, os
            from ansible.plugins.cache import BaseCacheModule

            FILE = os.path.join(os.path.dirname(__file__), 'kept')

            class CacheModule(BaseCacheModule):
                def _all(self):
                    return json.load(open(FILE)) if os.path.exists(FILE) else {}

                def _keep(self, everything):
                    with open(FILE, 'w') as file:
                        json.dump(everything, file)

                def get(self, key):
                    return self._all()[key]

                def set(self, key, value):
                    if 'never' in value:
                        raise ValueError('full')
                    self._keep(dict(self._all(), **{key: value}))

                def keys(self):
                    return list(self._all())

                def contains(self, key):
                    return key in self._all()

                def delete(self, key):
                    self._keep({k: v for k, v in self._all().items() if k != key})

                def flush(self):
                    self._keep({})

                def copy(self):
                    return self._all()
            """);
        using var errors = new StringWriter();
        var output = new PlayOutput(TextWriter.Null, errors);
        using var plugins = new UserPlugins(AnsibleSettings.Load(new RunEnvironment(_ => null, folder.Path), new DiagnosticBag()), VaultSecrets.None, output, CancellationToken.None);
        plugins.AddFolder(folder.Path);
        Assert.Null(PluginFactCache.Open(plugins, "other", output));
        var cache = PluginFactCache.Open(plugins, "own", output) ?? throw new InvalidOperationException("there is no cache");
        Assert.Null(cache.Read("a"));
        cache.Write("a", new PyDict { ["x"] = 1L, ["y"] = new PyList(["z"]) });
        cache.Write("b", new PyDict { ["x"] = 2L });
        Assert.Equal("{'x': 1, 'y': ['z']}", PyText.Str(cache.Read("a")));
        cache.Remove("a");
        Assert.Null(cache.Read("a"));
        cache.Clear();
        Assert.Null(cache.Read("b"));
        Assert.Equal("", errors.ToString());
        cache.Write("a", new PyDict { ["never"] = 1L });
        Assert.Contains("The fact cache own cannot write facts: ", errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private Task<string> RunAsync(string how) => _run.RunAsync($$$"""
        - hosts: h1
          gather_facts: false
          vars: {v: "{{ 1 + 1 }}"}
          tasks:
            - act: {how: {{{how}}}}
              register: done
            - debug: {msg: "{{ done.msg }}"}
        """);
}
