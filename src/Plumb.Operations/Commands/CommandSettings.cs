using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Commands;

/// <summary>What commands have in common: where they run, and the paths whose presence says that they need not.</summary>
internal static class CommandSettings
{
    public static IReadOnlyList<ArgumentSpec> Arguments { get; } =
    [
        new("_raw_params", ArgumentType.Text, "The command."),
        new("_uses_shell", ArgumentType.Boolean, "Whether a shell reads the command.") { Default = false },
        new("argv", ArgumentType.List, "The command as a list of words.") { Elements = ArgumentType.Text },
        new("chdir", ArgumentType.Path, "The folder to run in."),
        new("executable", ArgumentType.Text, "The shell."),
        new("expand_argument_vars", ArgumentType.Boolean, "Whether variables in words are replaced.") { Default = true },
        new("creates", ArgumentType.Path, "A pattern of paths: if one exists, the command is not run."),
        new("removes", ArgumentType.Path, "A pattern of paths: if none exists, the command is not run."),
        new("stdin", ArgumentType.Text, "The input of the command."),
        new("stdin_add_newline", ArgumentType.Boolean, "Whether the input ends in a line feed.") { Default = true },
        new("strip_empty_ends", ArgumentType.Boolean, "Whether empty lines at the end of the output are taken away.") { Default = true },
    ];

    /// <summary>Why the command need not run: what is said and what stands for its output; or null.</summary>
    public static (string Message, string Output)? Reason(OperationContext context, string folder)
    {
        var verb = context.Request.Check ? "Would" : "Did";
        if (context.Arguments.Text("creates") is { Length: > 0 } created && Exists(context, folder, created))
        {
            return ($"{verb} not run command since '{created}' exists", $"skipped, since {created} exists");
        }
        if (context.Arguments.Text("removes") is { Length: > 0 } removed && !Exists(context, folder, removed))
        {
            return ($"{verb} not run command since '{removed}' does not exist", $"skipped, since {removed} does not exist");
        }
        return null;
    }

    public static bool Exists(OperationContext context, string folder, string pattern) =>
        GlobPattern.Find(context.Host.Files, HostPath.Join(folder, pattern)).Count > 0;
}
