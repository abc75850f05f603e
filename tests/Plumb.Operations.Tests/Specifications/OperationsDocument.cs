using System.Text;
using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Tests.Specifications;

/// <summary>Writes <c>docs/operations.md</c> from the specifications.</summary>
internal static class OperationsDocument
{
    private const string Introduction = """
        # Operations

        What `plumb play` does on hosts by itself, without Python there. Names, arguments, defaults and results are those of the module of
        the same name in ansible-core 2.14 to 2.17. Short names work, and so do those with the collection and `ansible.legacy.`.

        *In a check* says what `--check` does: **predicts** runs the same code over files in memory and tells what would change;
        **in part** does so for some arguments; **skips** does nothing. Every operation that takes the arguments of files also takes
        `owner`, `group`, `mode`, `attributes`, `seuser`, `serole`, `selevel`, `setype` and `unsafe_writes`.

        `dnf`, `yum_repository` and `rpm_key` have been tried with programs that stand in for dnf, rpm and gpg, not yet on a host that has these.
        What is not listed here runs by the module of an installed ansible-core or of a collection ([custom-modules.md](custom-modules.md)).

        This file is written by a test from the operations' own specifications (`UPDATE_GOLDEN=1`).

        """;

    public static string Write(IReadOnlyList<IOperation> operations)
    {
        var output = new StringBuilder(Introduction).Append('\n');
        var sorted = operations.Select(o => o.Spec).OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
        output.Append("| operation | does | in a check |\n|---|---|---|\n");
        foreach (var spec in sorted) output.Append($"| [{spec.Name}](#{spec.Name}) | {Plain(spec.Summary)} | {Check(spec.CheckMode)} |\n");
        foreach (var spec in sorted) AppendOperation(output, spec);
        return output.ToString();
    }

    private static void AppendOperation(StringBuilder output, OperationSpec spec)
    {
        output.Append($"\n## {spec.Name}\n\n{Plain(spec.Summary)}.");
        if (spec.Collection != "ansible.builtin") output.Append($" Of `{spec.Collection}`.");
        if (spec.OtherNames.Count > 0) output.Append($" Also called {string.Join(", ", spec.OtherNames.Select(n => $"`{n}`"))}.");
        if (spec.FreeForm) output.Append(" Takes text without a name.");
        if (spec.FileArguments) output.Append(" Takes the arguments of files.");
        output.Append("\n\n");
        var arguments = spec.Arguments.Where(a => !a.Name.StartsWith('_')).OrderBy(a => a.Name, StringComparer.Ordinal).ToArray();
        if (arguments.Length == 0) return;
        output.Append("| argument | type | default | what it is |\n|---|---|---|---|\n");
        foreach (var argument in arguments) AppendArgument(output, argument, "");
    }

    private static void AppendArgument(StringBuilder output, ArgumentSpec argument, string prefix)
    {
        var names = string.Join(", ", new[] { argument.Name }.Concat(argument.Aliases).Select(n => $"`{prefix}{n}`"));
        var choices = argument.Choices.Count > 0 ? " One of " + string.Join(", ", argument.Choices.Select(c => $"`{PythonText.Str(c)}`")) + "." : "";
        output.Append($"| {names} | {TypeName(argument)} | {Default(argument)} | {Plain(argument.Description).TrimEnd('.')}.{choices} |\n");
        foreach (var inner in argument.Options.OrderBy(o => o.Name, StringComparer.Ordinal)) AppendArgument(output, inner, prefix + argument.Name + ".");
    }

    private static string TypeName(ArgumentSpec argument)
    {
        var name = argument.Type switch
        {
            ArgumentType.Boolean => "yes or no",
            ArgumentType.Integer => "integer",
            ArgumentType.Bytes or ArgumentType.Bits => "size",
            ArgumentType.Raw => "any",
            var type => type.ToString().ToLowerInvariant(),
        };
        return argument.Elements is { } elements and not ArgumentType.Text ? $"{name} of {elements.ToString().ToLowerInvariant()}" : name;
    }

    private static string Default(ArgumentSpec argument) => argument switch
    {
        { Required: true } => "*required*",
        { Default: null or NullData } => "",
        { Default: BooleanData flag } => flag.Value ? "yes" : "no",
        { Default: ListData { Items.Count: 0 } or MapData { Count: 0 } or TextData { Value: "" } } => "",
        { Default: var value } => $"`{PythonText.Str(value)}`",
    };

    private static string Check(CheckMode mode) => mode switch
    {
        CheckMode.Full => "predicts",
        CheckMode.Partial => "in part",
        _ => "skips",
    };

    // The marks of the peer's documentation and what would end a table's cell.
    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\b[CBIMEVO]\(([^)]*)\)", "$1")
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal).TrimEnd('.');
}
