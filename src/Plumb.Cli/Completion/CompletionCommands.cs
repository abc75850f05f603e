using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Completion;

/// <summary><c>completion</c>, which prints a shell's script, and <c>complete</c>, which the script asks.</summary>
internal static class CompletionCommands
{
    private static readonly DiagnosticRule UnknownShell = new("CLI180", Severity.Error, "Unknown shell");

    public static Command CreateScript(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        var command = new Command("completion", "Print a script that completes command lines in a shell.\n\nTo have it in every shell, run the program with -install-autocomplete once.") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(shell) ?? "";
            if (CompletionScripts.For(name, terminal.Program.Command) is { } script) terminal.Out.Write(script);
            else DiagnosticText.Write(terminal, [new Diagnostic(UnknownShell, null, $"There is no completion for \"{name}\", only for {string.Join(", ", CompletionScripts.Shells)}.")], terminal.UseColor);
            return CompletionScripts.Shells.Contains(name, StringComparer.Ordinal) ? 0 : 1;
        });
        return command;
    }

    /// <param name="terminal">Where it runs.</param>
    /// <param name="root">All commands, once they are there.</param>
    public static Command CreateCandidates(Terminal terminal, Func<Command> root)
    {
        var line = new Argument<string>("line") { Description = "The command line as far as it goes." };
        var command = new Command("complete", "Tell how a command line may go on.") { line };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var words = ArgumentPreparation.BegunWords(parsed.GetValue(line) ?? "");
            foreach (var candidate in await new Candidates(terminal, root()).FindAsync([.. words.Skip(1)], cancellation).ConfigureAwait(false))
                await terminal.Out.WriteAsync(candidate + "\n").ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
