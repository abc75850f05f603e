using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>The first line of a template that sets how the rest is read: <c>#jinja2: trim_blocks: False, lstrip_blocks: True</c>.</summary>
internal static class TemplateHeader
{
    private const string Mark = "#jinja2:";

    public static (string Body, JinjaEnvironment Environment) Apply(string source, JinjaEnvironment environment)
    {
        if (!source.StartsWith(Mark, StringComparison.Ordinal)) return (source, environment);
        var end = source.IndexOf('\n', StringComparison.Ordinal);
        // Without a line end the peer cuts the last character off the line and renders the whole text.
        var line = end < 0 ? source[Mark.Length..^1] : source[Mark.Length..end];
        foreach (var pair in line.Split(',')) environment = Set(environment, pair);
        return (source[(end + 1)..], environment);
    }

    private static JinjaEnvironment Set(JinjaEnvironment environment, string pair)
    {
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) throw TemplatingException.Failure($"failed to parse jinja2 override '{pair.Trim()}'. Did you use something different from colon as key-value separator?");
        var name = pair[..colon].Trim();
        var written = pair[(colon + 1)..].Trim();
        if (!PyLiteral.TryRead(written, out var value)) throw TemplatingException.Python("ValueError", $"the value of the jinja2 override '{name}' is not a literal of Python: {written}");
        return Set(environment, name, value);
    }

    // A name that means nothing is ignored: the peer sets an attribute that nobody reads.
    private static JinjaEnvironment Set(JinjaEnvironment environment, string name, object? value) => name switch
    {
        "trim_blocks" => environment with { TrimBlocks = PyValues.Truth(value) },
        "lstrip_blocks" => environment with { LstripBlocks = PyValues.Truth(value) },
        "keep_trailing_newline" => environment with { KeepTrailingNewline = PyValues.Truth(value) },
        "newline_sequence" => environment with { NewlineSequence = PyText.Str(value) },
        "block_start_string" => Marked(environment, environment.Delimiters with { BlockStart = PyText.Str(value) }),
        "block_end_string" => Marked(environment, environment.Delimiters with { BlockEnd = PyText.Str(value) }),
        "variable_start_string" => Marked(environment, environment.Delimiters with { VariableStart = PyText.Str(value) }),
        "variable_end_string" => Marked(environment, environment.Delimiters with { VariableEnd = PyText.Str(value) }),
        "comment_start_string" => Marked(environment, environment.Delimiters with { CommentStart = PyText.Str(value) }),
        "comment_end_string" => Marked(environment, environment.Delimiters with { CommentEnd = PyText.Str(value) }),
        "line_statement_prefix" => Marked(environment, environment.Delimiters with { LineStatementPrefix = value as string }),
        "line_comment_prefix" => Marked(environment, environment.Delimiters with { LineCommentPrefix = value as string }),
        _ => environment,
    };

    private static JinjaEnvironment Marked(JinjaEnvironment environment, JinjaDelimiters delimiters) => environment with { Delimiters = delimiters };
}
