using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>A role as used at one place of a play: the files of it, what it is given, and the roles that asked for it.</summary>
public sealed class RoleInstance(string name, string folder, RoleInstance? dependent)
{
    /// <summary>The name under which it was asked for.</summary>
    public string Name => name;

    public string DisplayName => name;

    public string Folder => folder;

    /// <summary>The role that this one is a dependency of.</summary>
    public RoleInstance? Dependent => dependent;

    public PyDict Defaults { get; init; } = new();

    public PyDict Variables { get; init; } = new();

    /// <summary>What it was given where it was asked for.</summary>
    public PyDict Parameters { get; init; } = new();

    /// <summary>The <c>vars</c> keyword where it was asked for.</summary>
    public PyDict KeywordVariables { get; init; } = new();

    public bool AllowsDuplicates { get; init; }

    /// <summary>Two uses with the same key are the same work: the second is passed over unless duplicates are allowed.</summary>
    public required string DuplicateKey { get; init; }

    /// <summary>Those that it depends on, nearest first.</summary>
    public IReadOnlyList<RoleInstance> Dependencies { get; internal set; } = [];

    /// <summary>Whether the play's other tasks see its variables and defaults.</summary>
    public bool IsPublic { get; init; }

    /// <summary>This role and those that asked for it, the outermost first.</summary>
    public IEnumerable<RoleInstance> Chain => dependent is null ? [this] : dependent.Chain.Append(this);
}
