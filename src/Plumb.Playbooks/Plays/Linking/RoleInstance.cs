using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Roles;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>A role as used in a play: the files of it, what it is given, and the role that asked for it.</summary>
public sealed class RoleInstance(FoundRole found, RoleFiles files, RoleInstance? dependent)
{
    private IReadOnlyList<PyDict>? _variableLayers;
    private IReadOnlyList<PyDict>? _defaultLayers;

    public FoundRole Found => found;

    /// <summary>The name that titles and variables show.</summary>
    public string Name => found.Name;

    public RoleFiles Files => files;

    public string Folder => files.Folder;

    /// <summary>The role that this one is a dependency of, or that included it.</summary>
    public RoleInstance? Dependent => dependent;

    /// <summary>Whether the one that asked for it names it in its meta file.</summary>
    public bool IsDependency { get; init; }

    /// <summary>The roles whose tasks brought it in, itself or as a dependency of one that they named; the nearest first.</summary>
    public IEnumerable<RoleInstance> Includers => Chain.Where(r => !r.IsDependency).Select(r => r.Dependent).OfType<RoleInstance>();

    /// <summary>What it was given where it was asked for.</summary>
    public PyDict Parameters { get; init; } = new();

    /// <summary>The <c>vars</c> keyword where it was asked for.</summary>
    public PyDict KeywordVariables { get; init; } = new();

    public bool AllowsDuplicates { get; init; }

    /// <summary>Those that it depends on, as written in its meta file.</summary>
    public IReadOnlyList<RoleInstance> Dependencies
    {
        get;
        internal set
        {
            field = value;
            // They were stacked without these where a dependency's name was rendered meanwhile.
            (_variableLayers, _defaultLayers) = (null, null);
        }
    } = [];

    /// <summary>This role and those that asked for it, the nearest first.</summary>
    public IEnumerable<RoleInstance> Chain
    {
        get
        {
            for (var role = this; role is not null; role = role.Dependent) yield return role;
        }
    }

    /// <summary>
    /// The variables that its tasks see, the strongest first: those given to it, its own, those of its dependencies, those of the roles that asked for it.
    /// </summary>
    public IReadOnlyList<PyDict> VariableLayers => _variableLayers ??=
        [KeywordVariables, .. ExportedVariables, .. Chain.Skip(1).SelectMany<RoleInstance, PyDict>(r => [r.Files.Variables, r.KeywordVariables])];

    /// <summary>The variables that the rest of the play sees, the strongest first: not those that were given to this use of the role alone.</summary>
    public IEnumerable<PyDict> ExportedVariables => [files.Variables, .. AllDependencies.Reverse().Select(d => d.Files.Variables)];

    /// <summary>The defaults that its tasks see, the strongest first.</summary>
    public IReadOnlyList<PyDict> DefaultLayers => _defaultLayers ??= [.. Chain.Select(r => r.Files.Defaults), .. AllDependencies.Reverse().Select(d => d.Files.Defaults)];

    /// <summary>Every role below it, in the order in which they run.</summary>
    public IEnumerable<RoleInstance> AllDependencies => Dependencies.SelectMany(d => d.AllDependencies.Append(d));
}
