using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Tests.Modules;

public sealed class ModuleSearchTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void A_folder_of_modules_wins_over_what_is_built_in_and_the_playbook_over_the_role()
    {
        var role = _folder.Write("role/library/ping.py", "");
        var beside = _folder.Write("library/ping.sh", "");
        var folders = new ModuleFolders([], [], []);
        var search = Search(folders);
        Assert.Equal("ping", search.Find("ping", [])?.Native);
        folders.Add(_folder["role"]);
        Assert.Equal(role, search.Find("ping", [])?.File?.Path);
        Assert.Equal("ping", search.Find("ansible.builtin.ping", [])?.Native);
        var both = new ModuleFolders([], [], []);
        both.Add(_folder.Path);
        both.Add(_folder["role"]);
        Assert.Equal(beside, Search(both).Find("ansible.legacy.ping", [])?.File?.Path);
    }

    [Fact]
    public void What_the_controller_does_itself_is_not_replaced()
    {
        _folder.Write("library/copy.py", "");
        var folders = new ModuleFolders([], [], []);
        folders.Add(_folder.Path);
        Assert.Equal("copy", Search(folders).Find("copy", [])?.Native);
    }

    [Fact]
    public void Collections_are_searched_by_full_name_or_where_the_task_names_them()
    {
        var path = _folder.Write("ansible_collections/my/own/plugins/modules/sub/thing.py", "");
        var search = Search(new ModuleFolders([], [], []));
        Assert.Equal("ansible_collections.my.own.plugins.modules.sub.thing", search.Find("my.own.sub.thing", [])?.File?.PythonName);
        Assert.Equal(path, search.Find("sub.thing", ["my.own"])?.File?.Path ?? search.Find("my.own.sub.thing", [])?.File?.Path);
        Assert.Null(search.Find("thing", []));
    }

    [Fact]
    public void Redirects_and_tombstones_of_collections_are_followed()
    {
        var path = _folder.Write("ansible_collections/my/own/plugins/modules/new.py", "");
        _folder.Write("ansible_collections/my/own/meta/runtime.yml", """
            plugin_routing:
              modules:
                old: {redirect: my.own.new}
                native: {redirect: ansible.builtin.ping}
                gone: {tombstone: {warning_text: Use new.}}
                loop: {redirect: my.own.loop}
            """);
        var search = Search(new ModuleFolders([], [], []));
        Assert.Equal(path, search.Find("my.own.old", [])?.File?.Path);
        Assert.Equal("ping", search.Find("my.own.native", [])?.Native);
        Assert.Equal("The my.own.gone module has been removed. Use new.", search.Find("my.own.gone", [])?.Refusal);
        Assert.Contains("loop", search.Find("my.own.loop", [])?.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_in_Python_are_found_in_their_folder()
    {
        _folder.Write("action_plugins/mine.py", "");
        var folders = new ModuleFolders([], [], []);
        folders.Add(_folder.Path);
        Assert.Equal(_folder["action_plugins", "mine.py"], Search(folders).Find("mine", [])?.Plugin);
    }

    [Fact]
    public void The_action_that_a_collection_names_for_a_module_does_its_work_under_the_modules_name()
    {
        _folder.Write("ansible_collections/my/own/plugins/modules/facts.py", "");
        var action = _folder.Write("ansible_collections/my/own/plugins/action/device.py", "");
        _folder.Write("ansible_collections/my/own/meta/runtime.yml", """
            plugin_routing:
              action:
                device_alias: {redirect: my.own.device}
                loop: {redirect: my.own.loop}
                missing: {redirect: my.own.nowhere}
              modules:
                facts: {action_plugin: my.own.device_alias}
                old_facts: {redirect: my.own.facts}
                missing: {redirect: my.own.facts_there_are_not}
            """);
        var search = Search(new ModuleFolders([], [], []));
        Assert.Equal((action, "my.own.device", "my.own.facts"), Of(search.Find("my.own.facts", [])));
        Assert.Equal((action, "my.own.device", "my.own.facts"), Of(search.Find("old_facts", ["my.own"])));
        Assert.Equal((action, "my.own.device", "my.own.device"), Of(search.Find("my.own.device_alias", [])));
        Assert.Null(search.Find("my.own.loop", []));
        Assert.Null(search.Find("my.own.missing", []));

        static (string? Path, string? Action, string? Name) Of(ModuleTarget? target) => (target?.Plugin, target?.PluginName, target?.FullName);
    }

    public void Dispose() => _folder.Dispose();

    private ModuleSearch Search(ModuleFolders folders)
    {
        var collections = new CollectionFolders(new Lazy<IReadOnlyList<string>>(() => [_folder.Path]), new DataFiles(VaultSecrets.None));
        return new ModuleSearch(folders, collections, () => null, []) { IsNative = n => n is "ping" or "copy", IsReplaceable = n => n == "ping" };
    }
}
