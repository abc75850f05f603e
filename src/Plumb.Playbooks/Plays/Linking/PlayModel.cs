using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>A play with everything in its place: imports resolved, roles loaded, tasks that the tags leave out taken out.</summary>
public sealed class PlayModel(PlayConfig config, KeywordScope scope)
{
    public PlayConfig Config => config;

    public KeywordScope Scope => scope;

    private Strategies.Running.VariableFiles? _files;

    /// <summary>Variables of the play's <c>vars</c> and answers to its prompts.</summary>
    public PyDict Variables { get; init; } = new();

    /// <summary>Everything that a host goes through, in order.</summary>
    public IReadOnlyList<PlayNode> Sequence { get; internal set; } = [];

    /// <summary>The handlers in the order in which they run: those of roles before those of the play.</summary>
    public IReadOnlyList<TaskNode> Handlers { get; internal set; } = [];

    /// <summary>The roles that the play lists.</summary>
    public IReadOnlyList<RoleInstance> Roles { get; internal set; } = [];

    /// <summary>The roles whose variables all tasks of the play see, in the order in which they came.</summary>
    public IReadOnlyList<RoleInstance> PublicRoles { get; internal set; } = [];

    /// <summary>The levels that files of variables make for a host; for null those that no host decides.</summary>
    internal IReadOnlyList<Playbooks.Variables.VariableLayer> FilesFor(string? host, Strategies.Running.RunServices services) => (_files ??= new Strategies.Running.VariableFiles(this)).For(host, services);
}
