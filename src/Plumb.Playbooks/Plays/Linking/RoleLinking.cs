using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Plays.Roles;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>Loads roles with those that they depend on, and puts their tasks in place.</summary>
internal sealed partial class PlayLinker
{
    private const int DeepestDependency = 100;

    /// <summary>How many imports of roles, one inside the other, are being linked.</summary>
    private int _importDepth;

    /// <summary>Loads the role of an entry of <c>roles</c> or of a role's dependencies.</summary>
    private RoleInstance LoadRole(RoleConfig config, LinkPlace place, out KeywordScope scope)
    {
        scope = new KeywordScope(new KeywordSet([.. config.Keywords.Entries.Where(e => e.Key is not ("role" or "name"))]), place.Scope);
        var around = new BlockNode(place.Parent, place.Role, scope) { Variables = config.Parameters };
        var name = Rendered(config.Name, around, null, config.Span) as string ?? throw new LinkException(PlayRules.WrongShape, config.Span, "A role's name has to be text.");
        return Instance(name, RoleEntry.Main, place, config.Span, config.Parameters, VariablesOf(config.Keywords) ?? new PyDict(), scope, isDependency: place.Role is not null);
    }

    private RoleInstance Instance(string name, RoleEntry entry, LinkPlace place, SourceSpan span, PyDict parameters, PyDict variables, KeywordScope scope, bool? allowsDuplicates = null, bool isDependency = false)
    {
        var collections = scope.All("collections").SelectMany(c => c.Value is PyList list ? list.Items.OfType<string>() : []).ToList();
        var found = _services.Roles.Find(name, _config.Folder, place.Role?.Found, collections, out var searched)
            ?? throw new LinkException(PlayRules.RoleNotFound, span, $"the role '{name}' was not found in {string.Join(":", Searched(collections).Concat(searched))}");
        if (place.Role?.Chain.Count() > DeepestDependency) throw new LinkException(PlayRules.CircularImport, span, $"A recursion loop was detected with the roles specified. Make sure child roles do not have dependencies on parent roles");
        var key = RoleKey.Of(found.Name, entry, parameters, variables, scope.Own, place.Role, allowsDuplicates);
        if (_roles.TryGetValue(key, out var known)) return known;
        var before = _services.Reading.Diagnostics.Count;
        var files = _services.RoleReader.Read(found.Folder, entry, span);
        if (_services.Reading.Diagnostics.Skip(before).FirstOrDefault(d => d.Severity == Core.Diagnostics.Severity.Error) is { } fault)
            throw new LinkException(fault.Rule, fault.Subject ?? span, fault.Detail) { Diagnostics = [fault] };
        var role = new RoleInstance(found, files, place.Role)
        {
            Parameters = parameters,
            KeywordVariables = variables,
            AllowsDuplicates = allowsDuplicates ?? files.AllowsDuplicates,
            IsDependency = isDependency,
        };
        _roles[key] = role;
        var inside = new LinkPlace(place.Parent, role, scope, Path.Combine(found.Folder, "tasks"));
        var dependencies = new List<RoleInstance>();
        foreach (var dependency in files.Dependencies)
        {
            var loaded = LoadRole(dependency, inside, out var dependencyScope);
            _dependencyKeywords[(role, loaded)] = dependencyScope.Own;
            dependencies.Add(loaded);
        }
        role.Dependencies = dependencies;
        return role;
    }

    /// <summary>The collections that a name is looked for in; where there are any, what people wrote without one comes last.</summary>
    private static List<string> Searched(List<string> collections) =>
        collections.Count == 0 || collections.Contains("ansible.builtin") || collections.Contains("ansible.legacy") ? collections : [.. collections, "ansible.legacy"];

    private readonly Dictionary<(RoleInstance Role, RoleInstance Dependency), KeywordSet> _dependencyKeywords = [];

    /// <summary>What holds for a role that another depends on. The other may be used in several places, and what holds at each comes through.</summary>
    private KeywordScope DependencyScope(RoleInstance role, RoleInstance dependency, LinkPlace place) => new(_dependencyKeywords[(role, dependency)], place.Scope);

    /// <summary>The tasks of a role, those that it depends on first.</summary>
    private List<PlayNode> LinkRole(RoleInstance role, LinkPlace place, bool validates = true)
    {
        var nodes = new List<PlayNode>();
        foreach (var dependency in role.Dependencies) nodes.AddRange(LinkRole(dependency, place with { Scope = DependencyScope(role, dependency, place) }));
        var block = new BlockNode(place.Parent, role, place.Scope) { File = role.Files.TasksFile };
        var inside = new LinkPlace(block, role, place.Scope, Path.Combine(role.Folder, "tasks"));
        List<PlayNode> body = [];
        if (validates && ArgumentValidation(role, inside) is { } validation) body.Add(validation);
        body.AddRange(LinkItems(role.Files.Tasks, inside));
        body.Add(Meta(RoleComplete, inside));
        block.Body = body;
        nodes.Add(block);
        return nodes;
    }

    /// <summary>A role that specifies its arguments checks them before it does anything.</summary>
    private TaskNode? ArgumentValidation(RoleInstance role, LinkPlace place)
    {
        if (role.Files.ArgumentSpec is not { } spec) return null;
        var description = spec.TryGet("short_description", out var text) && text is string words ? $" - {words}" : "";
        var entry = Path.GetFileNameWithoutExtension(role.Files.TasksFile ?? "main");
        var keywords = KeywordSet.Empty.With("name", $"Validating arguments against arg spec '{entry}'{description}", _config.Span).With("tags", "always", _config.Span);
        var context = new PyDict { ["type"] = "role", ["name"] = role.Found.ShortName, ["argument_spec_name"] = entry, ["path"] = role.Folder };
        var arguments = new PyDict
        {
            ["argument_spec"] = spec.TryGet("options", out var options) ? options : new PyDict(),
            ["provided_arguments"] = role.Parameters,
            ["validate_args_context"] = context,
        };
        return LinkTask(new TaskConfig(keywords, _config.Span) { Action = "ansible.builtin.validate_argument_spec", ActionName = "validate_argument_spec", Arguments = arguments }, place);
    }

    private void AddHandlers(RoleInstance role, LinkPlace place, HashSet<RoleInstance> done)
    {
        if (!done.Add(role)) return;
        foreach (var dependency in role.Dependencies) AddHandlers(dependency, place with { Scope = DependencyScope(role, dependency, place) }, done);
        var block = new BlockNode(place.Parent, role, place.Scope);
        _handlers.AddRange(Flatten(LinkItems(role.Files.Handlers, new LinkPlace(block, role, place.Scope, Path.Combine(role.Folder, "handlers")))));
    }

    private BlockNode ImportRole(TaskConfig task, LinkPlace place)
    {
        var variables = VariablesOf(task.Keywords);
        var shell = new BlockNode(place.Parent, place.Role, new KeywordScope(task.Keywords, place.Scope)) { Variables = variables, IncludeParameters = variables };
        var arguments = (PyDict?)Rendered(task.Arguments, shell, null, task.Span) ?? new PyDict();
        return LinkRoleTask(task, shell, arguments, place with { Scope = shell.Scope, Parent = shell }, isPublic: true);
    }

    /// <summary>Fills the block of an import or include of a role.</summary>
    private BlockNode LinkRoleTask(TaskConfig task, BlockNode shell, PyDict arguments, LinkPlace place, bool isPublic)
    {
        var name = (Argument("name") ?? Argument("role") ?? Argument(TaskConfig.FreeText)) ?? throw new LinkException(PlayRules.MissingArgument, task.Span, $"'name' is a required field for {task.ActionName}.");
        var entry = new RoleEntry { Tasks = Argument("tasks_from"), Handlers = Argument("handlers_from"), Defaults = Argument("defaults_from"), Variables = Argument("vars_from") };
        // Unlike entries of `roles`, a role that a task takes in runs as often as it is taken in, unless told otherwise.
        var allows = !arguments.TryGet("allow_duplicates", out var allow) || PyValues.Truth(allow);
        var role = Instance(name, entry, place, task.RoleSpan ?? task.Span, new PyDict(), VariablesOf(task.Keywords) ?? new PyDict(), place.Scope, allows);
        if (_importDepth >= DeepestDependency) throw new LinkException(PlayRules.CircularImport, task.RoleSpan ?? task.Span, $"The role '{name}' takes itself in without end. Include it under a condition instead, or leave it out of the roles that it takes in");
        if (isPublic && !_publicRoles.Contains(role)) _publicRoles.Add(role);
        var validates = !arguments.TryGet("rolespec_validate", out var wanted) || (Strategies.Tasks.KeywordValues.Boolean(wanted) ?? true);
        _importDepth++;
        try
        {
            AddHandlers(role, place, []);
            shell.Body = LinkRole(role, place, validates);
        }
        finally
        {
            _importDepth--;
        }
        return shell;

        string? Argument(string key) => arguments.TryGet(key, out var value) && value is not null ? PyText.Str(value) : null;
    }
}
