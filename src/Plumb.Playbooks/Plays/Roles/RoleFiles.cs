using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Plays.Roles;

/// <summary>What the folder of a role holds, read for one choice of entry files.</summary>
public sealed record RoleFiles(string Folder)
{
    public IReadOnlyList<PlayItem> Tasks { get; init; } = [];

    /// <summary>The file that the tasks are from, or null where the role has none.</summary>
    public string? TasksFile { get; init; }

    public IReadOnlyList<PlayItem> Handlers { get; init; } = [];

    public PyDict Defaults { get; init; } = new();

    public PyDict Variables { get; init; } = new();

    public IReadOnlyList<RoleConfig> Dependencies { get; init; } = [];

    public bool AllowsDuplicates { get; init; }

    /// <summary>The specification of the arguments of this entry, or null.</summary>
    public PyDict? ArgumentSpec { get; init; }
}

/// <summary>Which files of a role are its entry: <c>main</c> where none is named.</summary>
public sealed record RoleEntry
{
    public static RoleEntry Main { get; } = new();

    public string? Tasks { get; init; }

    public string? Handlers { get; init; }

    public string? Defaults { get; init; }

    public string? Variables { get; init; }
}
