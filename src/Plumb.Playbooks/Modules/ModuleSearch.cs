using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Modules;

/// <summary>
/// Finds what the name of an action means, in the peer's order: collections that the task names, folders of modules, what this program
/// does itself, and what an installed ansible-core has besides. Redirects of collections are followed.
/// </summary>
internal sealed class ModuleSearch(ModuleFolders folders, CollectionFolders collections, Func<CoreInstallation?> core, IReadOnlyList<string> ignoredEndings)
{
    private const string Builtin = "ansible.builtin";
    private const string Legacy = "ansible.legacy";
    private const int MostRedirects = 10;

    private readonly Dictionary<string, ModuleTarget?> _found = new(StringComparer.Ordinal);
    private int _generation = -1;

    /// <summary>Whether this program does what the name says.</summary>
    public required Func<string, bool> IsNative { get; init; }

    /// <summary>Whether a file in a folder of modules may stand in for what this program does.</summary>
    public required Func<string, bool> IsReplaceable { get; init; }

    /// <summary>Whether only modules count: an action that runs a module means that, though there is an action of the name.</summary>
    public bool LeavesOutActions { get; init; }

    /// <summary>What the site does without.</summary>
    public RejectedModules? Rejected { get; init; }

    /// <summary>What a name leads to, or null where nothing has it.</summary>
    /// <param name="name">The name, with or without collection.</param>
    /// <param name="wanted">The collections in which names without one are looked for first.</param>
    public ModuleTarget? Find(string name, IReadOnlyList<string> wanted)
    {
        lock (_found)
        {
            if (_generation != folders.Generation) _found.Clear();
            _generation = folders.Generation;
            var key = $"{name} {string.Join(' ', wanted)}";
            if (!_found.TryGetValue(key, out var found)) _found[key] = found = Search(name, wanted, 0);
            return found;
        }
    }

    /// <summary>Whether any place at all has a module of the name, be it one that is only looked in later.</summary>
    public bool MayExist(string name, IEnumerable<string> roleFolders) =>
        Find(name, []) is not null
        || (!name.Contains('.', StringComparison.Ordinal) && (collections.AnyHasModule(name) || roleFolders.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
            .Any(r => ModuleFiles.Find(Path.Combine(r, "library"), name, ignoredEndings) is not null)));

    private ModuleTarget? Search(string name, IReadOnlyList<string> wanted, int redirects)
    {
        if (redirects > MostRedirects) return ModuleTarget.Refused($"plugin redirect loop resolving {name}");
        if (name.Split('.', 3) is [var space, var collection, var rest]) return InCollection($"{space}.{collection}", rest, redirects);
        if (name.Contains('.', StringComparison.Ordinal)) return null;
        var usual = wanted.Contains(Builtin) || wanted.Contains(Legacy) ? wanted : [.. wanted, Legacy];
        return usual.Select(c => InCollection(c, name, redirects)).FirstOrDefault(t => t is not null);
    }

    private ModuleTarget? InCollection(string collection, string name, int redirects)
    {
        if (Rejected?.Refusal is { } refusal) return ModuleTarget.Refused(refusal);
        if (collection is Builtin or Legacy && Rejected?.Contains(name) == true) return ModuleTarget.Refused(NotFound(name));
        if (collection == Builtin) return OfProgram(name) ?? InCore(name, redirects);
        if (collection == Legacy) return InFolders(name) ?? OfProgram(name) ?? InCore(name, redirects);
        var full = $"{collection}.{name}";
        if (IsNative(full)) return ModuleTarget.OfNative(full);
        if (!LeavesOutActions && ActionFor(collection, name, redirects) is { } action) return action;
        if (collections.Routing(collection, "modules", name) is { } routing && Route(full, routing, redirects) is { } target) return target;
        if (collections.Folder(collection) is not { } folder) return null;
        var path = name.Split('.');
        return ModuleFiles.Find(Path.Combine([folder, "plugins", "modules", .. path[..^1]]), path[^1], ignoredEndings) is { } file
            ? ModuleTarget.Of(new ModuleFile(file, full, $"{CollectionFolders.Package}.{collection}.plugins.modules.{name}"))
            : null;
    }

    /// <summary>
    /// The action in Python that does the work of a module of a collection. The one that the collection names for the module comes
    /// first, and the task keeps the module's name then; the others have names of their own.
    /// </summary>
    private ModuleTarget? ActionFor(string collection, string name, int redirects)
    {
        if (ActionOfModule($"{collection}.{name}", redirects) is var (module, named) && ActionIn(named, redirects) is { } chosen) return chosen with { FullName = module };
        return ActionIn($"{collection}.{name}", redirects);
    }

    /// <summary>A module, once redirects are followed, and the action that its collection names for it.</summary>
    private (string Module, string Action)? ActionOfModule(string name, int redirects)
    {
        if (redirects > MostRedirects || name.Split('.', 3) is not [var space, var collection, var rest] || collections.Routing($"{space}.{collection}", "modules", rest) is not { } routing) return null;
        if (routing.TryGet("redirect", out var target) && target is string to) return ActionOfModule(to, redirects + 1);
        return routing.TryGet("action_plugin", out var action) && action is string plugin ? (name, plugin) : null;
    }

    private ModuleTarget? ActionIn(string name, int redirects)
    {
        if (redirects > MostRedirects || name.Split('.', 3) is not [var space, var own, var rest]) return null;
        var collection = $"{space}.{own}";
        if (collections.Routing(collection, "action", rest) is { } routing && routing.TryGet("redirect", out var target) && target is string to) return ActionIn(to, redirects + 1);
        if (collections.Folder(collection) is not { } folder) return null;
        var path = rest.Split('.');
        return ModuleFiles.Find(Path.Combine([folder, "plugins", "action", .. path[..^1]]), path[^1], ignoredEndings) is { } file ? ModuleTarget.OfPlugin(name, file) : null;
    }

    private ModuleTarget? OfProgram(string name) => IsNative(name) ? ModuleTarget.OfNative(name) : null;

    private ModuleTarget? InFolders(string name)
    {
        if (!LeavesOutActions && folders.ActionPlugins.Select(f => ModuleFiles.Find(f, name, ignoredEndings)).FirstOrDefault(f => f is not null) is { } action) return ModuleTarget.OfPlugin(name, action);
        if (IsNative(name) && !IsReplaceable(name)) return null;
        return (InLibraries(name) ?? InLibraries("_" + name)) is { } file ? ModuleTarget.Of(new ModuleFile(file, name, $"ansible.modules.{name}")) : null;
    }

    /// <summary>Files of modules that are soon to go begin with an underscore, which tasks do not write.</summary>
    private string? InLibraries(string name) => folders.Libraries.Select(f => ModuleFiles.Find(f, name, ignoredEndings)).FirstOrDefault(f => f is not null);

    private static string NotFound(string name) => $"couldn't resolve module/action '{name}'. This often indicates a misspelling, missing collection, or incorrect module path.";

    private ModuleTarget? InCore(string name, int redirects)
    {
        if (core() is not { } installed) return null;
        if ((ModuleFiles.Find(installed.Modules, name, ignoredEndings) ?? ModuleFiles.Find(installed.Modules, "_" + name, ignoredEndings)) is { } file)
            return ModuleTarget.Of(new ModuleFile(file, $"{Builtin}.{name}", $"ansible.modules.{Path.GetFileNameWithoutExtension(file)}"));
        return collections.Routing(Path.Combine(installed.Folder, "config"), "ansible_builtin_runtime.yml", "modules", name) is { } routing ? Route(name, routing, redirects) : null;
    }

    private ModuleTarget? Route(string name, PyDict routing, int redirects)
    {
        if (routing.TryGet("tombstone", out var stone) && stone is PyDict gone)
        {
            var why = gone.TryGet("warning_text", out var text) && text is not null ? $" {PyText.Str(text)}" : "";
            return ModuleTarget.Refused($"The {name} module has been removed.{why}");
        }
        return routing.TryGet("redirect", out var target) && target is string to ? Search(to, [], redirects + 1) : null;
    }
}
