using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>Takes in what include tasks name while the play runs.</summary>
internal sealed partial class PlayLinker
{
    /// <summary>Where the file of an <c>include_tasks</c> is: looked for as imports are; where it is nowhere, the path that was expected.</summary>
    public string FindIncluded(TaskNode include, string name)
    {
        var place = new LinkPlace(include.Parent, include.Role, include.Scope, Path.GetDirectoryName(include.Config.Span.File.Name) is { Length: > 0 } folder ? Path.GetFullPath(folder) : _config.Folder);
        return TaskFileReader.Find(name, FoldersOf(place)) ?? Path.GetFullPath(name, include.Role is { } role ? Path.Combine(role.Folder, "tasks") : _config.Folder);
    }

    /// <summary>The tasks of an included file as a block in the place of the task. Only what is under <c>apply</c> holds for them.</summary>
    public BlockNode IncludeTasks(TaskNode include, string path, PyDict? item)
    {
        if (!File.Exists(path)) throw new LinkException(PlayRules.MissingFile, include.Config.Span, $"Could not find or access '{path}' on the Ansible Controller.");
        var block = Shell(include, item, path);
        block.Body = LinkItems(_services.Files.Read(path, include.Config.IsHandler, include.Config.Span), new LinkPlace(block, include.Role, block.Scope, Path.GetDirectoryName(path) ?? "/"));
        return block;
    }

    /// <summary>The tasks of an included role. The arguments are rendered.</summary>
    public BlockNode IncludeRole(TaskNode include, PyDict arguments, PyDict? item)
    {
        var block = Shell(include, item, null);
        var isPublic = arguments.TryGet("public", out var value) && PyValues.Truth(value);
        var parents = new LinkPlace(block, include.Role, block.Scope, _config.Folder);
        return LinkRoleTask(include.Config, block, arguments, parents, isPublic);
    }

    private static BlockNode Shell(TaskNode include, PyDict? item, string? file)
    {
        var apply = include.Config.Arguments.TryGet("apply", out var value) ? value as PyDict : null;
        var entries = (apply?.Entries ?? []).Where(e => e.Key is string).Select(e => KeyValuePair.Create((string?)e.Key ?? "", new KeywordValue(e.Value, include.Config.Span)));
        var keywords = new KeywordSet([.. entries]);
        var own = VariablesOf(include.Config.Keywords);
        var parameters = own ?? new PyDict();
        if (item is not null)
        {
            parameters = parameters.Copy();
            parameters.Update(item);
        }
        return new BlockNode(include.Parent, include.Role, new KeywordScope(keywords, include.Scope.Parent))
        {
            Variables = VariablesOf(keywords),
            IncludeParameters = parameters,
            File = file,
            IncludedBy = include,
        };
    }
}
