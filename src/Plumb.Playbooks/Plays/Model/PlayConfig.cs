using Plumb.Core.Text;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Plays.Model;

/// <summary>A play as written.</summary>
public sealed record PlayConfig(KeywordSet Keywords, SourceSpan Span)
{
    /// <summary>The file with the line, as messages tell it.</summary>
    public string Place => PlayItem.PlaceOf(Span);

    /// <summary>The folder of the playbook's file: that of an imported playbook is its own.</summary>
    public required string Folder { get; init; }

    public object? Hosts => Keywords["hosts"]?.Value;

    public required PyDict Variables { get; init; }

    public IReadOnlyList<RoleConfig> Roles { get; init; } = [];

    public IReadOnlyList<PlayItem> PreTasks { get; init; } = [];

    public IReadOnlyList<PlayItem> Tasks { get; init; } = [];

    public IReadOnlyList<PlayItem> PostTasks { get; init; } = [];

    public IReadOnlyList<PlayItem> Handlers { get; init; } = [];

    public IReadOnlyList<VariablePrompt> Prompts { get; init; } = [];

    /// <summary>The keywords of the imports that took the play in, the innermost first: their tags and conditions hold for all of it.</summary>
    public IReadOnlyList<KeywordSet> Imports { get; init; } = [];
}

/// <summary>A variable that is asked for at the start of a play.</summary>
public sealed record VariablePrompt(string Name, object? Text)
{
    public object? Default { get; init; }

    public bool IsPrivate { get; init; } = true;

    public bool Confirm { get; init; }

    /// <summary>The scheme with which the answer is hashed, or null.</summary>
    public string? Encrypt { get; init; }

    public long? SaltSize { get; init; }

    public string? Salt { get; init; }

    /// <summary>Whether braces of the answer stay as they are.</summary>
    public bool IsUnsafe { get; init; }
}
