using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Modules;

/// <summary>The modules and actions that a site does without, as the file says that the setting <c>plugin_filters_cfg</c> names. To tasks they are not there.</summary>
internal sealed class RejectedModules
{
    private const string UsualPlace = "/etc/ansible/plugin_filters.yml";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private RejectedModules(string path) => Path = path;

    public string Path { get; }

    /// <summary>Why nothing can run at all: the peer needs this one for nearly everything, and the same file must not mean two things.</summary>
    public string? Refusal => _names.Contains("stat")
        ? $"The stat module was specified in the module blacklist file, {Path}, but Ansible will not function without the stat module.  Please remove stat from the blacklist."
        : null;

    public bool Contains(string name) => _names.Contains(name);

    public static RejectedModules Read(AnsibleSettings settings, DataFiles files)
    {
        var path = settings.Text("PLUGIN_FILTERS_CFG") is { Length: > 0 } named ? settings.Environment.Expand(named) : UsualPlace;
        var rejected = new RejectedModules(path);
        if (!File.Exists(path) || files.Load(path, new DiagnosticBag()) is not PyDict read) return rejected;
        if (!read.TryGet("filter_version", out var version) || PyText.Str(version).Trim() != "1.0") return rejected;
        if ((read.TryGet("module_rejectlist", out var names) || read.TryGet("module_blacklist", out names)) && names is PyList list) rejected._names.UnionWith(list.Select(PyText.Str));
        return rejected;
    }
}
