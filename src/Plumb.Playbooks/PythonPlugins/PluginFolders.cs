using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Modules;

namespace Plumb.Playbooks.PythonPlugins;

/// <summary>
/// Where plugins in Python may be: tells without any Python whether there can be one of a name, so that a run that uses none starts none.
/// </summary>
internal sealed class PluginFolders(AnsibleSettings settings, CollectionFolders collections, Func<CoreInstallation?> core)
{
    private readonly Lock _gate = new();
    private readonly List<string> _folders = [];
    private readonly Dictionary<PluginKind, IReadOnlyList<PluginSource>> _sources = [];

    /// <summary>The folders of playbooks and roles that have plugins, in the order in which they came into the run.</summary>
    public IReadOnlyList<string> Folders
    {
        get { lock (_gate) return [.. _folders]; }
    }

    /// <summary>Grows whenever there are more, so that what was found before can be found anew.</summary>
    public int Generation { get; private set; }

    public void Add(string folder)
    {
        lock (_gate)
        {
            folder = Path.GetFullPath(folder);
            if (_folders.Contains(folder)) return;
            _folders.Add(folder);
            _sources.Clear();
            Generation++;
        }
    }

    /// <summary>The files of a kind that are there whatever is asked for.</summary>
    public IReadOnlyList<PluginSource> Sources(PluginKind kind)
    {
        lock (_gate)
        {
            if (!_sources.TryGetValue(kind, out var found)) _sources[kind] = found = [.. FilesOf(kind).Select(f => new PluginSource(f))];
            return found;
        }
    }

    /// <summary>Whether there may be a plugin in a file of its own name.</summary>
    public bool MayHaveFile(PluginKind kind, string name, bool isNative)
    {
        if (Legacy(name) is { } plain) return Sources(kind).Any(s => s.Name == plain) || (!isNative && IsInCore(kind, plain));
        return !isNative && IsInCollection(name);
    }

    /// <summary>The file of its own name that a plugin of people is in, or null.</summary>
    public string? FileOf(PluginKind kind, string name)
    {
        if (Legacy(name) is { } plain) return Sources(kind).FirstOrDefault(s => s.Name == plain)?.Path;
        var file = name.Split('.', 3) is [var space, var collection, var own] && collections.Folder($"{space}.{collection}") is { } folder ? Path.Combine(folder, "plugins", kind.Name, own + ".py") : null;
        return File.Exists(file) ? file : null;
    }

    /// <summary>Whether there may be a plugin of a name in any file: a filter or a test.</summary>
    public bool MayMention(PluginKind kind, string name, bool isNative)
    {
        if (Legacy(name) is not { } plain) return !isNative && IsInCollection(name);
        // Names may be put together by the plugin; only those that would hide what we have ourselves must stand there.
        return isNative ? Sources(kind).Any(s => s.Mentions(plain)) : Sources(kind).Count > 0 || IsInCore(kind, plain);
    }

    public bool HasCollection(string name) => collections.Folder(name) is not null;

    private static string? Legacy(string name)
    {
        if (name.StartsWith("ansible.legacy.", StringComparison.Ordinal)) return name["ansible.legacy.".Length..];
        if (name.StartsWith("ansible.builtin.", StringComparison.Ordinal)) return name["ansible.builtin.".Length..];
        return name.Contains('.', StringComparison.Ordinal) ? null : name;
    }

    private bool IsInCollection(string name) => name.Split('.', 3) is [var space, var collection, _] && collections.Folder($"{space}.{collection}") is not null;

    /// <summary>Whether an installed ansible-core has it, or knows the collection that has it now.</summary>
    private bool IsInCore(PluginKind kind, string name)
    {
        if (core() is not { } installed) return false;
        if (File.Exists(Path.Combine(installed.Folder, "plugins", kind.Name, name + ".py"))) return true;
        return collections.Routing(Path.Combine(installed.Folder, "config"), "ansible_builtin_runtime.yml", kind.Name, name) is { } routing
            && (!routing.TryGet("redirect", out var to) || to is not string target || IsInCollection(target));
    }

    private IEnumerable<string> FilesOf(PluginKind kind)
    {
        foreach (var folder in _folders.Select(f => Path.Combine(f, kind.Folder)).Concat(settings.List(kind.Setting)).Where(Directory.Exists))
            foreach (var file in Directory.EnumerateFiles(folder, "*.py", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                if (Path.GetFileName(file) != "__init__.py") yield return file;
    }
}
