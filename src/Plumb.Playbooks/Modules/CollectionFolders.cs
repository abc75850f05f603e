using System.Collections.Concurrent;
using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Modules;

/// <summary>The collections that are installed, and what each says of names that have moved or are gone. Hosts ask at the same time.</summary>
internal sealed class CollectionFolders(Lazy<IReadOnlyList<string>> roots, DataFiles files)
{
    public const string Package = "ansible_collections";

    private readonly ConcurrentDictionary<string, string?> _folders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PyDict> _metadata = new(StringComparer.Ordinal);

    /// <summary>A path of collections, which may be written with or without the name of the package at its end, without it.</summary>
    public static string Root(string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(path);
        return Path.GetFileName(folder) == Package ? Path.GetDirectoryName(folder) ?? folder : folder;
    }

    /// <summary>The folder of a collection, in the first root that has it; or null.</summary>
    public string? Folder(string collection)
    {
        if (_folders.TryGetValue(collection, out var known)) return known;
        if (collection.Split('.') is not [{ Length: > 0 } space, { Length: > 0 } name]) return null;
        return _folders[collection] = roots.Value.Select(r => Path.Combine(r, Package, space, name)).FirstOrDefault(Directory.Exists);
    }

    /// <summary>Whether any collection has a module or an action of a name.</summary>
    public bool AnyHasModule(string name) => roots.Value.Select(r => Path.Combine(r, Package)).Where(Directory.Exists)
        .SelectMany(r => Directory.EnumerateDirectories(r)).SelectMany(Directory.EnumerateDirectories)
        .Any(c => IsRouted(c, name) || ModuleFiles.Find(Path.Combine(c, "plugins", "modules"), name, []) is not null || ModuleFiles.Find(Path.Combine(c, "plugins", "action"), name, []) is not null);

    /// <summary>What a collection says of a name of one kind, such as <c>modules</c>; or null.</summary>
    public PyDict? Routing(string collection, string kind, string name) =>
        Folder(collection) is { } folder ? Routing(Path.Combine(folder, "meta"), "runtime.yml", kind, name) : null;

    /// <summary>The same of a file of that form.</summary>
    public PyDict? Routing(string folder, string file, string kind, string name) =>
        Section(Path.Combine(folder, file), "plugin_routing") is { } routing && routing.TryGet(kind, out var ofKind) && ofKind is PyDict names && names.TryGet(name, out var entry) ? entry as PyDict : null;

    /// <summary>The entries of a group of actions of a collection, or null.</summary>
    public PyList? ActionGroup(string collection, string name) => Folder(collection) is { } folder ? ActionGroup(Path.Combine(folder, "meta"), "runtime.yml", name) : null;

    /// <summary>The same of a file of that form.</summary>
    public PyList? ActionGroup(string folder, string file, string name) =>
        Section(Path.Combine(folder, file), "action_groups") is { } groups && groups.TryGet(name, out var entries) ? entries as PyList : null;

    /// <summary>Whether a collection leads a name elsewhere.</summary>
    private bool IsRouted(string folder, string name) => Routing(Path.Combine(folder, "meta"), "runtime.yml", "modules", name) is not null || Routing(Path.Combine(folder, "meta"), "runtime.yml", "action", name) is not null;

    private PyDict? Section(string path, string name)
    {
        if (!_metadata.TryGetValue(path, out var all)) _metadata[path] = all = File.Exists(path) && files.Load(path, new DiagnosticBag()) is PyDict read ? read : new PyDict();
        return all.TryGet(name, out var section) ? section as PyDict : null;
    }
}
