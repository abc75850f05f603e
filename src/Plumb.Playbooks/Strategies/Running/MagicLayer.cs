using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>The variables that the engine itself gives, each made when it is asked for.</summary>
internal sealed class MagicLayer(RunServices services, string? host, PlayModel? play, PlayBatch? batch, TaskNode? task) : VariableLayer
{
    private static readonly string[] OfRun =
    [
        "ansible_check_mode", "ansible_config_file", "ansible_diff_mode", "ansible_forks", "ansible_inventory_sources", "ansible_playbook_python", "ansible_run_tags", "ansible_skip_tags",
        "ansible_verbosity", "ansible_version", "groups", "omit", "playbook_dir",
    ];

    private static readonly string[] OfHost = ["group_names", "inventory_dir", "inventory_file", "inventory_hostname", "inventory_hostname_short"];

    private static readonly string[] OfPlay =
    [
        "ansible_dependent_role_names", "ansible_play_batch", "ansible_play_hosts", "ansible_play_hosts_all", "ansible_play_name", "ansible_play_role_names", "ansible_role_names", "hostvars", "play_hosts", "role_names",
    ];

    private static readonly string[] OfRole = ["ansible_collection_name", "ansible_role_name", "role_name", "role_path", "role_uuid", "ansible_parent_role_names", "ansible_parent_role_paths"];

    private HostVariables? _hostVariables;

    /// <summary>All variables, of which these are the strongest.</summary>
    public VariableScope? Scope { get; set; }

    private bool HasOwnVariables => task is not null && Scope is not null;

    public override IEnumerable<string> Names =>
    [
        .. OfRun, .. host is null ? [] : OfHost, .. play is null ? [] : OfPlay, .. task?.Role is null ? [] : OfRole, .. services.Settings.Limit is null ? [] : (string[])["ansible_limit"],
        .. task is null ? [] : (string[])["environment", "ansible_search_path"], .. HasOwnVariables ? (string[])["vars"] : [],
    ];

    public override bool TryGet(string name, out object? value)
    {
        value = null;
        // Most names that are looked up are none of these; their first letters tell quickly.
        return name.Length > 3 && name[0] is 'a' or 'g' or 'h' or 'i' or 'o' or 'p' or 'r' or 'e' or 'v' && (Run(name, ref value) || OfThisHost(name, ref value) || OfThisPlay(name, ref value) || OfThisTask(name, ref value));
    }

    private bool Run(string name, ref object? value)
    {
        var settings = services.Settings;
        switch (name)
        {
            case "ansible_check_mode": value = settings.Check; return true;
            case "ansible_diff_mode": value = settings.Diff; return true;
            case "ansible_forks": value = (long)settings.Forks; return true;
            case "ansible_verbosity": value = (long)settings.Verbosity; return true;
            case "ansible_config_file": value = settings.ConfigurationFile; return true;
            case "ansible_playbook_python": value = "/usr/bin/python3"; return true;
            case "ansible_run_tags": value = Texts(settings.WantedTags); return true;
            case "ansible_skip_tags": value = Texts(settings.SkippedTags); return true;
            case "ansible_inventory_sources": value = Texts(settings.InventorySources); return true;
            case "ansible_limit" when settings.Limit is not null: value = settings.Limit; return true;
            case "ansible_version": value = Version(settings.PeerVersion); return true;
            case "omit": value = services.Omission.Token; return true;
            case "groups": value = services.Groups.Current; return true;
            case "playbook_dir": value = play?.Config.Folder ?? services.Inventory.PlaybookFolder; return value is not null;
            default: return false;
        }
    }

    private bool OfThisHost(string name, ref object? value)
    {
        if (host is null) return false;
        switch (name)
        {
            case "inventory_hostname": value = host; return true;
            case "inventory_hostname_short": value = host.Split('.')[0]; return true;
            case "inventory_file": value = services.Inventory.SourceOf(host); return true;
            case "inventory_dir": value = services.Inventory.SourceOf(host) is { } file ? Directory.Exists(file) ? file : Path.GetDirectoryName(file) : null; return true;
            case "group_names": value = Texts(services.Inventory.GroupsOf(host)); return true;
            default: return false;
        }
    }

    private bool OfThisPlay(string name, ref object? value)
    {
        if (play is null) return false;
        switch (name)
        {
            // Variables of other hosts have no such: they would hold each other without end.
            case "hostvars": value = _hostVariables ??= new HostVariables(services); return true;
            case "ansible_play_name": value = PlayNames.Of(play.Config, null); return true;
            case "ansible_play_role_names" or "role_names": value = Texts(play.Roles.Select(r => r.Name)); return true;
            case "ansible_dependent_role_names": value = Texts(play.Roles.SelectMany(r => r.AllDependencies).Select(r => r.Name).Distinct()); return true;
            case "ansible_role_names": value = Texts(play.Roles.SelectMany(r => r.AllDependencies.Append(r)).Select(r => r.Name).Distinct()); return true;
            case "ansible_play_hosts_all" when batch is not null: value = Texts(batch.AllHosts); return true;
            case "ansible_play_hosts" when batch is not null: value = Texts(batch.AllHosts.Where(h => !batch.Removed.Contains(h))); return true;
            case "ansible_play_batch" or "play_hosts" when batch is not null: value = Texts(batch.Hosts.Where(h => !batch.Removed.Contains(h))); return true;
            default: return false;
        }
    }

    private bool OfThisTask(string name, ref object? value)
    {
        switch (name)
        {
            case "vars" when HasOwnVariables: value = new WrittenVariables(services.Templar, WithoutThemselves()); return true;
            case "environment" when task is not null: value = new PyList(task.Scope.AllEntries("environment").Select(e => e.Value)); return true;
            case "ansible_search_path" when task is not null: value = Texts(SearchFolders.Of(task, play)); return true;
        }
        if (task?.Role is not { } role) return false;
        switch (name)
        {
            case "role_name": value = role.Found.ShortName; return true;
            case "ansible_role_name": value = role.Name; return true;
            case "role_path": value = role.Folder; return true;
            case "role_uuid": value = role.Folder; return true;
            case "ansible_collection_name": value = role.Found.Collection; return true;
            case "ansible_parent_role_names" when role.Includers.Any(): value = Texts(role.Includers.Select(r => r.Name)); return true;
            case "ansible_parent_role_paths" when role.Includers.Any(): value = Texts(role.Includers.Select(r => r.Folder)); return true;
            default: return false;
        }
    }

    /// <summary>All variables but <c>vars</c>, which would hold itself.</summary>
    private VariableScope WithoutThemselves() => new([new MagicLayer(services, host, play, batch, task), .. Scope?.Layers.Where(l => !ReferenceEquals(l, this)) ?? []], services.Settings.MergesDictionaries);

    private static PyList Texts(IEnumerable<string> texts) => new(texts.Select(object? (t) => t));

    private static PyDict Version(string version)
    {
        var parts = version.Split('.').Select(p => (object?)(long.TryParse(p, out var number) ? number : 0L)).ToArray();
        return new PyDict { ["string"] = version, ["full"] = version, ["major"] = parts[0], ["minor"] = parts.ElementAtOrDefault(1) ?? 0L, ["revision"] = parts.ElementAtOrDefault(2) ?? 0L };
    }
}
