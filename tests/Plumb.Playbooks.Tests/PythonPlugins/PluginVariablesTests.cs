using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Tests.Modules;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Tests.PythonPlugins;

/// <summary>Vars and inventory plugins in Python: the variables that hosts have of them.</summary>
public sealed class PluginVariablesTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly DiagnosticBag _diagnostics = [];

    public PluginVariablesTests() => Assert.SkipUnless(Python.Exists, "There is no python3 here.");

    [Fact]
    public async Task Vars_plugins_come_before_files_and_may_give_templates()
    {
        _folder.Write("vars_plugins/v.py", """
            from ansible.plugins.vars import BaseVarsPlugin

            class VarsModule(BaseVarsPlugin):
                def get_vars(self, loader, path, entities, cache=True):
                    super().get_vars(loader, path, entities)
                    return {'of_' + entity.name: '{{ 1 + 1 }}' for entity in entities} | {'same': 'plugin'}
            """);
        _folder.Write("group_vars/all.yml", "same: file\n");
        var variables = await VariablesAsync(_folder.Write("hosts", "[web]\nh1\n"), core: "none");
        Assert.Equal(new TemplateText("{{ 1 + 1 }}"), variables["of_web"]);
        Assert.Equal(new TemplateText("{{ 1 + 1 }}"), variables["of_h1"]);
        Assert.True(variables.ContainsKey("of_all"));
        Assert.Equal("plugin", variables["same"]);
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public async Task What_the_oldest_plugins_need_is_told()
    {
        _folder.Write("vars_plugins/v.py", "class VarsModule:\n    def run(self, host, vault_password=None):\n        return {}\n");
        await VariablesAsync(_folder.Write("hosts", "h1\n"), core: "none");
        Assert.Contains(_diagnostics, d => d.Detail.StartsWith("Cannot use v1 type vars plugin v from ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_inventory_plugin_makes_hosts_groups_and_variables()
    {
        Assert.SkipWhen(CoreInstallation.Find(Environment.GetEnvironmentVariable) is null, "There is no ansible-core here, on which inventory plugins build.");
        _folder.Write("inventory_plugins/mine.py", """
            DOCUMENTATION = '''
            name: mine
            plugin_type: inventory
            short_description: mine
            options:
              plugin: {required: true, choices: [mine]}
              names: {type: list, elements: str}
            extends_documentation_fragment: [constructed]
            '''
            from ansible.plugins.inventory import BaseInventoryPlugin, Constructable

            class InventoryModule(BaseInventoryPlugin, Constructable):
                NAME = 'mine'

                def verify_file(self, path):
                    return path.endswith('mine.yml')

                def parse(self, inventory, loader, path, cache=True):
                    super().parse(inventory, loader, path, cache)
                    self._read_config_data(path)
                    for name in self.get_option('names'):
                        self.inventory.add_host(name)
                        self.inventory.set_variable(name, 'letter', name[0])
                        self._add_host_to_keyed_groups(self.get_option('keyed_groups'), {'letter': name[0]}, name, strict=True)
            """);
        var variables = await VariablesAsync(_folder.Write("mine.yml", "plugin: mine\nnames: [h1, x2]\nkeyed_groups: [{key: letter, prefix: of}]\n"), core: null);
        Assert.Equal("h", variables["letter"]);
        Assert.Equal(["of_h"], _groups);
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<string> _groups = [];

    private async Task<PyDict> VariablesAsync(string source, string? core)
    {
        var environment = new RunEnvironment(name => name == CoreInstallation.Variable ? core : name == "HOME" ? _folder.Path : null, _folder.Path);
        var settings = AnsibleSettings.Load(environment, _diagnostics);
        using var plugins = new UserPlugins(settings, VaultSecrets.None, new PlayOutput(TextWriter.Null, TextWriter.Null), CancellationToken.None);
        plugins.AddFolder(_folder.Path);
        var loader = await InventoryLoader.LoadAsync([source], settings, VaultSecrets.None, _diagnostics, new PyDict(), TestContext.Current.CancellationToken, plugins);
        var host = loader.State.FindHost("h1") ?? throw new InvalidOperationException("there is no h1");
        _groups = host.GroupNames;
        return loader.Variables.Of(host, null);
    }
}
