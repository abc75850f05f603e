namespace Plumb.Jinja;

/// <summary>The marks that tell a template's statements, expressions and comments from its text.</summary>
public sealed record JinjaDelimiters
{
    public string BlockStart { get; init; } = "{%";

    public string BlockEnd { get; init; } = "%}";

    public string VariableStart { get; init; } = "{{";

    public string VariableEnd { get; init; } = "}}";

    public string CommentStart { get; init; } = "{#";

    public string CommentEnd { get; init; } = "#}";

    /// <summary>What begins a line that is a statement, if any.</summary>
    public string? LineStatementPrefix { get; init; }

    /// <summary>What begins a comment that goes to the end of its line, if any.</summary>
    public string? LineCommentPrefix { get; init; }
}
