using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Roles;

/// <summary>Reads the folder of a role, each file once for each choice of entry.</summary>
internal sealed class RoleReader(ReadingContext context)
{
    private static readonly string[] Extensions = [".yml", ".yaml", ".json"];

    private readonly Dictionary<(string Folder, RoleEntry Entry), RoleFiles> _read = [];
    private readonly ItemListReader _tasks = new(context, areHandlers: false);
    private readonly ItemListReader _handlers = new(context, areHandlers: true);
    private readonly RoleConfigReader _roles = new(context);

    public RoleFiles Read(string folder, RoleEntry entry, SourceSpan? place)
    {
        if (_read.TryGetValue((folder, entry), out var known)) return known;
        context.FolderRead(folder);
        var tasks = Find(folder, "tasks", entry.Tasks, place);
        var meta = Find(folder, "meta", null, place) is { } metaFile ? context.ReadFile(metaFile) as YamlMapping : null;
        var files = new RoleFiles(folder)
        {
            TasksFile = tasks,
            Tasks = tasks is null ? [] : _tasks.Read(context.ReadFile(tasks), tasks),
            Handlers = Find(folder, "handlers", entry.Handlers, place) is { } handlers ? _handlers.Read(context.ReadFile(handlers), handlers) : [],
            Defaults = ReadVariables(folder, "defaults", entry.Defaults, place),
            Variables = ReadVariables(folder, "vars", entry.Variables, place),
            Dependencies = _roles.ReadList(meta?.Find("dependencies")),
            AllowsDuplicates = meta?.Find("allow_duplicates") is { } allow && PyValues.Truth(context.Value(allow)),
            ArgumentSpec = ReadArgumentSpec(folder, meta, Path.GetFileNameWithoutExtension(entry.Tasks ?? "main")),
        };
        return _read[(folder, entry)] = files;
    }

    private PyDict? ReadArgumentSpec(string folder, YamlMapping? meta, string entry)
    {
        foreach (var name in new[] { "argument_specs.yml", "argument_specs.yaml" })
        {
            var path = Path.Combine(folder, "meta", name);
            if (File.Exists(path) && context.ReadFile(path) is { } node && context.Value(node) is PyDict file) return SpecOf(file, entry);
        }
        return meta is not null && context.Value(meta) is PyDict values ? SpecOf(values, entry) : null;
    }

    private static PyDict? SpecOf(PyDict values, string entry) =>
        values.TryGet("argument_specs", out var specs) && specs is PyDict all && all.TryGet(entry, out var spec) ? spec as PyDict : null;

    private PyDict ReadVariables(string folder, string part, string? named, SourceSpan? place)
    {
        var merged = new PyDict();
        foreach (var file in FindVariables(folder, part, named, place))
        {
            if (context.ReadFile(file) is not { } node) continue;
            switch (context.Value(node))
            {
                case null: break;
                case PyDict values: merged.Update(values); break;
                default: context.Report(PlayRules.WrongShape, node.Span, $"The {part}/main.yml file for role '{Path.GetFileName(folder)}' must contain a dictionary of variables"); break;
            }
        }
        return merged;
    }

    /// <summary>Variables may lie in one file, or in all files of a folder of that name.</summary>
    private IEnumerable<string> FindVariables(string folder, string part, string? named, SourceSpan? place)
    {
        var directory = Path.Combine(folder, part, named ?? "main");
        if (Directory.Exists(directory))
        {
            return Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                .Where(f => Path.GetExtension(f) is "" or ".yml" or ".yaml" or ".json" && !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal);
        }
        return Find(folder, part, named, place) is { } file ? [file] : [];
    }

    private string? Find(string folder, string part, string? named, SourceSpan? place)
    {
        var stem = Path.Combine(folder, part, named ?? "main");
        IEnumerable<string> candidates = named is null ? [.. Extensions.Select(e => stem + e), stem] : [stem, .. Extensions.Select(e => stem + e)];
        if (candidates.FirstOrDefault(File.Exists) is { } found)
        {
            var inside = Path.GetFullPath(Path.Combine(folder, part));
            if (Path.GetFullPath(found).StartsWith(inside + "/", StringComparison.Ordinal)) return found;
            context.Diagnostics.Add(new Diagnostic(PlayRules.MissingFile, place, $"Failed loading '{found}' for role ({Path.GetFileName(folder)}) as it is not inside the expected role path: '{inside}'"));
            return null;
        }
        if (named is not null) context.Diagnostics.Add(new Diagnostic(PlayRules.MissingFile, place, $"Could not find specified file in role: {part}/{named}"));
        return null;
    }
}
