using System.Text.Json;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Conformance.Jinja;

/// <summary>The options of an environment, by the names that Jinja gives them.</summary>
internal static class JinjaOptions
{
    public static JinjaEnvironment Read(JsonElement? options) => options is null
        ? new JinjaEnvironment()
        : options.Value.EnumerateObject().Aggregate(new JinjaEnvironment(), (environment, option) => Apply(environment, option.Name, option.Value));

    private static JinjaEnvironment Apply(JinjaEnvironment environment, string name, JsonElement value) => name switch
    {
        "trim_blocks" => environment with { TrimBlocks = value.GetBoolean() },
        "lstrip_blocks" => environment with { LstripBlocks = value.GetBoolean() },
        "keep_trailing_newline" => environment with { KeepTrailingNewline = value.GetBoolean() },
        "newline_sequence" => environment with { NewlineSequence = Text(value) },
        "autoescape" => environment with { Autoescape = value.GetBoolean() },
        "undefined" => environment with { Undefined = Enum.Parse<UndefinedKind>(Text(value), ignoreCase: true) },
        "extensions" => environment with { Extensions = value.EnumerateArray().Aggregate(JinjaExtensions.None, (all, e) => all | Extension(Text(e))) },
        _ => environment with { Delimiters = Apply(environment.Delimiters, name, Text(value)) },
    };

    private static JinjaDelimiters Apply(JinjaDelimiters delimiters, string name, string value) => name switch
    {
        "block_start_string" => delimiters with { BlockStart = value },
        "block_end_string" => delimiters with { BlockEnd = value },
        "variable_start_string" => delimiters with { VariableStart = value },
        "variable_end_string" => delimiters with { VariableEnd = value },
        "comment_start_string" => delimiters with { CommentStart = value },
        "comment_end_string" => delimiters with { CommentEnd = value },
        "line_statement_prefix" => delimiters with { LineStatementPrefix = value },
        "line_comment_prefix" => delimiters with { LineCommentPrefix = value },
        _ => throw new ArgumentException($"the option {name} is not known", nameof(name)),
    };

    private static JinjaExtensions Extension(string name) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "loopcontrols" or "LoopControlExtension" => JinjaExtensions.LoopControls,
        "do" or "ExprStmtExtension" => JinjaExtensions.Do,
        "i18n" or "InternationalizationExtension" => JinjaExtensions.Translation,
        "debug" or "DebugExtension" => JinjaExtensions.Debug,
        // Extensions that became part of the language.
        _ => JinjaExtensions.None,
    };

    private static string Text(JsonElement value) => value.GetString() ?? "";
}
