using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Inventory.Patterns;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Tests.Inventory;

public sealed class InventoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plumb-inventory-");
    private readonly DiagnosticBag _diagnostics = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Variables_override_in_the_order_of_the_layers()
    {
        Write("i/hosts", "[web]\nh1 g=host\n[web:vars]\na=inline\nb=inline\n[all:vars]\na=all\n");
        Write("i/group_vars/all.yml", "b: all file\nc: all file\nd: all file\n");
        Write("i/group_vars/web/x.yml", "c: web file\n");
        Write("i/host_vars/h1.json", "{\"e\": 1}");
        Write("p/group_vars/all.yml", "d: play\n");
        Write("p/host_vars/h1", "e: 2\ng: file\n");
        var loader = await LoadAsync("i/hosts");
        var found = loader.Variables.Of(loader.State.Hosts["h1"], Path.Combine(_folder.FullName, "p"));
        Assert.Equal(("inline", "all file", "web file", "play", 2L, "file"), (found["a"], found["b"], found["c"], found["d"], found["e"], found["g"]));
    }

    [Fact]
    public async Task Groups_override_by_depth_priority_and_name()
    {
        Write("hosts", "[a]\nh\n[b]\nh\n[p:children]\na\n[a:vars]\nv=a\n[b:vars]\nv=b\n[p:vars]\nv=p\n[c]\nh\n[c:vars]\nv=c\nansible_group_priority=5\n");
        var loader = await LoadAsync("hosts");
        Assert.Equal(["b", "p", "c", "a"], loader.State.Hosts["h"].GroupsByPrecedence.Select(g => g.Name));
    }

    [Fact]
    public async Task A_program_brings_hosts_groups_and_variables()
    {
        Write("inventory.sh", "#!/bin/sh\n[ \"$1\" = --list ] && echo '{\"web\": {\"hosts\": [\"h1\"], \"vars\": {\"a\": \"{{ b }}\"}, \"children\": [\"db\"]}, \"db\": [\"h2\"], \"_meta\": {\"hostvars\": {\"h1\": {\"x\": 1}}}}'\n", executable: true);
        var loader = await LoadAsync("inventory.sh");
        Assert.Equal(["h1", "h2"], loader.State.Groups["web"].AllHosts.Select(h => h.Name));
        Assert.Equal(1L, loader.State.Hosts["h1"].Variables["x"]);
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public async Task A_failing_program_is_told_with_what_it_said()
    {
        Write("inventory.sh", "#!/bin/sh\necho no such cloud >&2\nexit 1\n", executable: true);
        await LoadAsync("inventory.sh");
        Assert.Contains(_diagnostics, d => d.Rule.Code == "PLY100" && d.Notes.Any(n => n.Text.Contains("no such cloud", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_folder_is_read_in_order_and_expressions_make_groups_of_what_came_before()
    {
        Write("i/1hosts", "h1 os=debian size=3\nh2 os=alpine size=1\n");
        Write("i/2.yml", "plugin: constructed\nstrict: true\ncompose:\n  double: size * 2\ngroups:\n  big: size > 2\nkeyed_groups:\n- key: os\n  prefix: os\n  parent_group: systems\n");
        Write("i/notes.txt", "not an inventory");
        var loader = await LoadAsync("i");
        Assert.Empty(_diagnostics);
        Assert.Equal("6", loader.State.Hosts["h1"].Variables["double"]);
        Assert.Equal(["h1"], loader.State.Groups["big"].Hosts.Select(h => h.Name));
        Assert.Equal(["big", "os_debian", "systems"], loader.State.Hosts["h1"].GroupNames);
    }

    [Fact]
    public async Task TOML_brings_the_same_as_the_other_formats()
    {
        Write("hosts.toml", "[web]\nchildren = [\"db\"]\nvars = { port = 80, name = 'x' }\n[web.hosts]\n\"h[1:2]\" = {}\nh3 = { since = 2020-01-01 }\n[db.hosts.h4]\nlist = [1, 2.5, \"a\\tb\"]\n");
        var loader = await LoadAsync("hosts.toml");
        Assert.Empty(_diagnostics);
        Assert.Equal(["h1", "h2", "h3", "h4"], loader.State.Groups["web"].AllHosts.Select(h => h.Name));
        Assert.Equal(80L, loader.State.Groups["web"].Variables["port"]);
        Assert.Equal(new DateOnly(2020, 1, 1), loader.State.Hosts["h3"].Variables["since"]);
        Assert.Equal("[1, 2.5, 'a\\tb']", PyValues.Repr(loader.State.Hosts["h4"].Variables["list"]));
    }

    [Fact]
    public async Task What_tasks_did_to_the_inventory_is_done_again_after_a_refresh()
    {
        Write("hosts", "h1\n");
        var loader = await LoadAsync("hosts");
        Assert.True(loader.State.AddDynamicHost("h2", new PyDict(), ["made"]));
        Assert.False(loader.State.AddDynamicHost("h2", new PyDict(), ["made"]));
        Assert.True(loader.State.AddDynamicGroup("h1", "grouped", ["parent"]));
        Write("hosts", "h1\nh3\n");
        await loader.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["h1", "h3", "h2"], loader.State.Hosts.Keys);
        Assert.Equal(["h1"], loader.State.Groups["parent"].AllHosts.Select(h => h.Name));
        Assert.Equal(["h3"], loader.State.Groups["ungrouped"].Hosts.Select(h => h.Name));
    }

    [Fact]
    public async Task A_limit_takes_its_patterns_from_a_file()
    {
        Write("hosts", "h[1:5]\n");
        Write("limit", "h2\nh4\n");
        var loader = await LoadAsync("hosts");
        var limit = HostLimit.Parse("@" + Path.Combine(_folder.FullName, "limit") + ",!h4", _diagnostics);
        Assert.Equal(["h2"], new HostSelection(loader.State, _diagnostics).Select("all", limit).Select(h => h.Name));
    }

    [Fact]
    public async Task Of_an_encrypted_file_no_text_is_shown()
    {
        Write("hosts", "h1\n");
        Write("host_vars/h1.yml", VaultText.Encrypt("secret: a: b\n"u8, VaultSecret.OfText("default", "p"), null));
        var loader = await LoadAsync("hosts", new VaultSecrets([VaultSecret.OfText("default", "p")]));
        loader.Variables.Of(loader.State.Hosts["h1"], null);
        var fault = Assert.Single(_diagnostics);
        Assert.Null(fault.Subject);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_combination_of_layers_makes_a_host_with_its_groups()
    {
        Write("generated.yml", """
            plugin: generator
            hosts:
              name: "{{ kind }}_{{ place }}"
              parents:
              - name: "{{ kind }}"
                vars: { kind: "{{ kind }}" }
                parents: [{ name: all_kinds }]
              - name: "in_{{ place }}"
            layers:
              kind: [web, db]
              place: [here, 2]
            """);
        var loader = await LoadAsync("generated.yml");
        Assert.Empty(_diagnostics);
        Assert.Equal(["web_here", "web_2", "db_here", "db_2"], loader.State.Hosts.Keys);
        Assert.Equal(["web_here", "web_2"], loader.State.Groups["web"].Hosts.Select(h => h.Name));
        Assert.Equal("db", loader.State.Groups["db"].Variables["kind"]);
        Assert.Equal(["web", "db"], loader.State.Groups["all_kinds"].Children.Select(g => g.Name));
        Assert.Equal(["web_2", "db_2"], loader.State.Groups["in_2"].Hosts.Select(h => h.Name));
        Write("nameless.yml", "plugin: generator\nhosts: { name: one, parents: [{ vars: {} }] }\nlayers: { a: [1] }\n");
        await LoadAsync("nameless.yml");
        Assert.Contains(_diagnostics, d => d.Notes.Any(n => n.Text.Contains("Element one has a parent with no name element", StringComparison.Ordinal)));
    }

    private Task<InventoryLoader> LoadAsync(string source, VaultSecrets? vault = null)
    {
        var settings = AnsibleSettings.Load(new RunEnvironment(_ => null, _folder.FullName), _diagnostics);
        return InventoryLoader.LoadAsync([Path.Combine(_folder.FullName, source)], settings, vault ?? VaultSecrets.None, _diagnostics, TestContext.Current.CancellationToken);
    }

    private void Write(string name, string text, bool executable = false)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "/");
        if (executable) ExecutableFile.Write(path, text);
        else File.WriteAllText(path, text);
    }
}
