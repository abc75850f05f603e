using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>A task or block in its place in a play: with the blocks around it, the role it belongs to, and its tags.</summary>
public abstract class PlayNode(BlockNode? parent, RoleInstance? role, KeywordScope scope)
{
    public BlockNode? Parent => parent;

    public RoleInstance? Role => role;

    public KeywordScope Scope => scope;
}

/// <summary>A block, or what acts as one: the tasks of an included or imported file.</summary>
public sealed class BlockNode(BlockNode? parent, RoleInstance? role, KeywordScope scope) : PlayNode(parent, role, scope)
{
    public IReadOnlyList<PlayNode> Body { get; internal set; } = [];

    public IReadOnlyList<PlayNode> Rescue { get; internal set; } = [];

    public IReadOnlyList<PlayNode> Always { get; internal set; } = [];

    /// <summary>The variables written at the block, or of the include that it came from.</summary>
    public PyDict? Variables { get; init; }

    /// <summary>Variables that an include gave: these are above facts and registered results.</summary>
    public PyDict? IncludeParameters { get; init; }

    /// <summary>The file that an include or import took the tasks from.</summary>
    public string? File { get; init; }

    /// <summary>The task that included it.</summary>
    public TaskNode? IncludedBy { get; init; }
}

/// <summary>A task in its place.</summary>
public sealed class TaskNode(TaskConfig config, BlockNode? parent, RoleInstance? role, KeywordScope scope) : PlayNode(parent, role, scope)
{
    private NodeLayers? _layers;

    public TaskConfig Config => config;

    /// <summary>The variables written at the task.</summary>
    public PyDict? Variables { get; init; }

    public NodeLayers Layers => _layers ??= NodeLayers.Of(this, Variables);

    /// <summary>Its own tags and those around it, rendered.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The role whose name goes before that of the task. One that includes a role goes by its own name alone.</summary>
    public string? TitleRole => Config.IsImplicit || Config.Kind == TaskKind.IncludeRole ? null : Role?.Name;

    /// <summary>The name as written with that of its role before it, unrendered; or that of the action.</summary>
    public string DisplayName => TitleRole is { } role ? $"{role} : {OwnName}" : OwnName;

    private string? RoleArgument => Config.Arguments.TryGet("name", out var name) || Config.Arguments.TryGet("role", out name) ? name is Variables.TemplateText t ? t.Source : PyText.Str(name) : null;

    private string OwnName => Config.Keywords["name"]?.Value switch
    {
        null or "" => Config.Kind == TaskKind.IncludeRole && RoleArgument is { } included ? $"{Config.Action} : {included}" : Config.Action,
        Variables.TemplateText template => template.Source,
        var name => Convert.ToString(name, System.Globalization.CultureInfo.InvariantCulture) ?? Config.Action,
    };

    /// <summary>Another task in the same place.</summary>
    public TaskNode With(TaskConfig other) => new(other, Parent, Role, Scope) { Variables = Variables, Tags = Tags };

    /// <summary>The file with the line, as messages tell it.</summary>
    public string Place => Config.Place;

    public override string ToString() => DisplayName;
}
