using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>
/// Puts everything of one play in its place: tasks into blocks, imported files and roles where they are imported, and what an
/// include names while the play runs. It reads files but knows nothing of hosts.
/// </summary>
internal sealed partial class PlayLinker
{
    private readonly PlayConfig _config;
    private readonly LinkServices _services;
    private readonly List<RoleInstance> _publicRoles = [];
    private readonly List<TaskNode> _handlers = [];
    private readonly Dictionary<string, RoleInstance> _roles = new(StringComparer.Ordinal);
    private readonly Stack<string> _open = new();

    public PlayLinker(PlayConfig config, LinkServices services, PyDict variables)
    {
        (_config, _services) = (config, services);
        KeywordScope? outer = null;
        foreach (var import in config.Imports.Reverse()) outer = new KeywordScope(import, outer);
        Play = new PlayModel(config, new KeywordScope(config.Keywords, outer)) { Variables = variables, PublicRoles = _publicRoles, Handlers = _handlers };
    }

    public PlayModel Play { get; }

    /// <summary>The whole play. A <see cref="LinkException"/> tells what cannot be taken in.</summary>
    public PlayModel Link()
    {
        var place = new LinkPlace(null, null, Play.Scope, _config.Folder);
        var roles = new List<(RoleInstance Role, KeywordScope Scope)>();
        foreach (var entry in _config.Roles)
        {
            var role = LoadRole(entry, place, out var around);
            roles.Add((role, around));
        }
        Play.Roles = [.. roles.Select(r => r.Role)];
        _publicRoles.AddRange(Play.Roles);
        var handled = new HashSet<RoleInstance>();
        foreach (var (role, scope) in roles) AddHandlers(role, place with { Scope = scope }, handled);
        // A handler of the play comes after those of its roles and wins over them, but not over those of roles that tasks import.
        _handlers.AddRange(Flatten(LinkItems(_config.Handlers, place)));
        List<PlayNode> main = [.. roles.SelectMany(r => LinkRole(r.Role, place with { Scope = r.Scope }))];
        var before = LinkItems(_config.PreTasks, place);
        var after = LinkItems(_config.PostTasks, place);
        main.AddRange(LinkItems(_config.Tasks, place));
        Play.Sequence = [GatherFacts(place), .. WithFlush(before, place), .. WithFlush(main, place), .. WithFlush(after, place)];
        return Play;
    }

    /// <summary>Links a list of tasks and blocks at a place.</summary>
    private List<PlayNode> LinkItems(IEnumerable<PlayItem> items, LinkPlace place)
    {
        var nodes = new List<PlayNode>();
        foreach (var item in items)
        {
            switch (item)
            {
                case BlockConfig block: nodes.Add(LinkBlock(block, place)); break;
                case TaskConfig { Kind: TaskKind.ImportTasks } task: nodes.Add(ImportTasks(task, place)); break;
                case TaskConfig { ActionName: "include" } task when IsStatic(task, place): nodes.Add(ImportTasks(task, place)); break;
                case TaskConfig { Kind: TaskKind.ImportRole } task: nodes.Add(ImportRole(task, place)); break;
                case TaskConfig task when LinkTask(task, place) is { } node: nodes.Add(node); break;
            }
        }
        return nodes;
    }

    /// <summary>The oldest of the includes is an import where everything about it is known beforehand.</summary>
    private static bool IsStatic(TaskConfig task, LinkPlace place)
    {
        if (task.Loop is not null || (task.Arguments.TryGet("file", out var file) || task.Arguments.TryGet(TaskConfig.FreeText, out file)) && file is TemplateText) return false;
        // A role is read before it has a place, so what took it in does not count.
        for (var block = place.Parent; block is not null && block.Role == place.Role; block = block.Parent)
        {
            if (block.IncludedBy is not null) return false;
        }
        return true;
    }

    private BlockNode LinkBlock(BlockConfig config, LinkPlace place)
    {
        var block = new BlockNode(place.Parent, place.Role, new KeywordScope(config.Keywords, place.Scope)) { Variables = VariablesOf(config.Keywords) };
        var inside = place with { Parent = block, Scope = block.Scope };
        block.Body = LinkItems(config.Body, inside);
        block.Rescue = LinkItems(config.Rescue, inside);
        block.Always = LinkItems(config.Always, inside);
        return block;
    }

    /// <summary>The task in its place, or null where its tags leave it out.</summary>
    private TaskNode? LinkTask(TaskConfig config, LinkPlace place)
    {
        var node = new TaskNode(config, place.Parent, place.Role, new KeywordScope(config.Keywords, place.Scope)) { Variables = VariablesOf(config.Keywords) };
        var tags = TagsOf(node);
        // Handlers run because they are notified, whatever their tags.
        if (!config.IsHandler && !(config is { IsImplicit: true, Kind: TaskKind.Meta }) && !_services.Tags.Selects(tags)) return null;
        return new TaskNode(config, place.Parent, place.Role, node.Scope) { Variables = node.Variables, Tags = tags };
    }

    private List<string> TagsOf(TaskNode node)
    {
        var tags = new List<string>();
        foreach (var (value, span) in node.Scope.AllEntries("tags"))
        {
            var rendered = value is TemplateText ? Rendered(value, node, node.Variables, span) : value;
            foreach (var tag in rendered is PyList list ? list.Items : [rendered])
            {
                foreach (var part in PyText.Str(tag).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    if (!tags.Contains(part)) tags.Add(part);
                }
            }
        }
        return tags;
    }

    private BlockNode ImportTasks(TaskConfig task, LinkPlace place)
    {
        var shell = new BlockNode(place.Parent, place.Role, new KeywordScope(task.Keywords, place.Scope)) { Variables = Joined(task.IncludeParameters, VariablesOf(task.Keywords)), IncludeParameters = VariablesOf(task.Keywords) };
        var name = FileName(task, shell);
        var path = TaskFileReader.Find(name, FoldersOf(place)) ?? throw new LinkException(PlayRules.MissingFile, task.Span,
            $"Unable to retrieve file contents\nCould not find or access '{Path.GetFullPath(name, _config.Folder)}' on the Ansible Controller.\nIf you are using a module and expect the file to exist on the remote, see the remote_src option");
        if (_open.Contains(path)) throw new LinkException(PlayRules.CircularImport, task.Span, $"The file {path} imports itself.");
        _open.Push(path);
        var block = new BlockNode(place.Parent, place.Role, shell.Scope) { Variables = shell.Variables, IncludeParameters = shell.IncludeParameters, File = path };
        block.Body = LinkItems(_services.Files.Read(path, task.IsHandler, task.Span), place with { Parent = block, Scope = block.Scope, Folder = Path.GetDirectoryName(path) ?? "/" });
        _open.Pop();
        return block;
    }

    private string FileName(TaskConfig task, BlockNode shell)
    {
        var value = task.Arguments.TryGet("file", out var file) ? file : task.Arguments.TryGet(TaskConfig.FreeText, out var free) ? free : null;
        return value is null ? throw new LinkException(PlayRules.MissingArgument, task.Span, $"No file specified for {task.Action}")
            : Rendered(value, shell, null, task.Span) as string ?? throw new LinkException(PlayRules.WrongShape, task.Span, $"The file of {task.Action} has to be text.");
    }

    /// <summary>The folders that a file of tasks is looked for in: of the files around, of the role, of the play.</summary>
    private IEnumerable<string> FoldersOf(LinkPlace place)
    {
        yield return place.Folder;
        for (var block = place.Parent; block is not null; block = block.Parent)
        {
            if (block.File is { } file && Path.GetDirectoryName(file) is { } folder) yield return folder;
        }
        if (place.Role is { } role)
        {
            yield return Path.Combine(role.Folder, "tasks");
            yield return Path.Combine(role.Folder, "handlers");
            yield return role.Folder;
        }
        yield return _config.Folder;
        yield return Path.Combine(_config.Folder, "tasks");
    }

    /// <summary>Renders what has to be known before there are hosts.</summary>
    private object? Rendered(object? value, PlayNode node, PyDict? own, SourceSpan place)
    {
        try
        {
            return _services.Render(value, StaticScope(node, own));
        }
        catch (Templating.TemplatingException fault)
        {
            throw new LinkException(PlayRules.Unrenderable, place, fault.Message);
        }
    }

    private VariableScope StaticScope(PlayNode? node, PyDict? own)
    {
        var layers = node is null ? null : NodeLayers.Of(node, own);
        return new VariableScope(
        [
            new DictionaryLayer(_services.ExtraVariables), .. layers?.AboveFacts ?? [], .. layers?.BelowFacts ?? [],
            new DictionaryLayer(Play.Variables), .. layers?.Defaults ?? [],
            new DictionaryLayer(new PyDict { ["playbook_dir"] = _config.Folder, ["role_path"] = node?.Role?.Folder, ["role_name"] = node?.Role?.Found.ShortName }),
        ]);
    }

    private static PyDict? VariablesOf(KeywordSet keywords) => keywords["vars"]?.Value switch
    {
        PyDict { Count: > 0 } variables => variables,
        PyList list => MergedVariables(list),
        _ => null,
    };

    private static PyDict? Joined(PyDict? lower, PyDict? upper)
    {
        if (lower is null || upper is null) return lower ?? upper;
        var joined = lower.Copy();
        joined.Update(upper);
        return joined;
    }

    private static PyDict MergedVariables(PyList list)
    {
        var merged = new PyDict();
        foreach (var item in list.Items.OfType<PyDict>()) merged.Update(item);
        return merged;
    }

    private static IEnumerable<TaskNode> Flatten(IEnumerable<PlayNode> nodes) =>
        nodes.SelectMany(n => n is BlockNode block ? Flatten(block.Body) : [(TaskNode)n]);
}
