using Plumb.Core.Text;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Plays.Model;

/// <summary>A task or a handler as written: which action with which arguments, and the keywords around it.</summary>
public sealed record TaskConfig(KeywordSet Keywords, SourceSpan Span) : PlayItem(Keywords, Span)
{
    /// <summary>The key under which text without a name stands among the arguments.</summary>
    public const string FreeText = "_raw_params";

    /// <summary>The action as written, such as <c>ansible.builtin.copy</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The action without its collection where that is the peer's own, such as <c>copy</c>.</summary>
    public required string ActionName { get; init; }

    /// <summary>Whether the name of the action is known only when the task runs.</summary>
    public bool HasTemplatedAction => Variables.TemplateText.IsTemplate(Action);

    public required PyDict Arguments { get; init; }

    /// <summary>The lookup of <c>with_LOOKUP</c>, or null.</summary>
    public string? LoopLookup { get; init; }

    /// <summary>What is looped over, unrendered, or null for no loop.</summary>
    public KeywordValue? Loop { get; init; }

    public PyDict? LoopControl { get; init; }

    public bool IsHandler { get; init; }

    /// <summary>Where the name of the role stands that the task takes in.</summary>
    public SourceSpan? RoleSpan { get; init; }

    /// <summary>Whether the engine put it in and nobody wrote it.</summary>
    public bool IsImplicit { get; init; }

    public TaskKind Kind => ActionName switch
    {
        "meta" => TaskKind.Meta,
        "include_tasks" or "include" => TaskKind.IncludeTasks,
        "import_tasks" => TaskKind.ImportTasks,
        "include_role" => TaskKind.IncludeRole,
        "import_role" => TaskKind.ImportRole,
        _ => TaskKind.Action,
    };

    /// <summary>What the oldest of the includes is given beside the file: variables.</summary>
    public PyDict? IncludeParameters => ActionName != "include" ? null
        : Arguments.Entries.Where(e => e.Key is string and not ("file" or "apply" or FreeText)).ToList() is { Count: > 0 } given ? new PyDict(given) : null;

    public string? FreeFormText => Arguments.TryGet(FreeText, out var text) ? text switch { string s => s, Variables.TemplateText t => t.Source, _ => null } : null;
}

/// <summary>What a task is to the engine: most are actions on hosts.</summary>
public enum TaskKind { Action, Meta, IncludeTasks, ImportTasks, IncludeRole, ImportRole }
