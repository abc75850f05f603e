using System.CommandLine;
using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Commands;
using Plumb.Cli.Commands.Playbooks;
using Plumb.Cli.Completion;
using Plumb.Cli.Help;
using Plumb.Cli.Logging;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Engine;
using Plumb.Hcl;

namespace Plumb.Cli.Arguments;

/// <summary>The command line: finds the command, its help, or what is wrong, and runs it; with all that the peer allows around commands.</summary>
internal static class PlumbCommandLine
{
    /// <summary>What the peer's command line library returns where no command is given.</summary>
    private const int NoCommand = 127;

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        if (PlaybookCommandTable.FindProgram(terminal.Program.Command) is { } program) return await GnuCommandLine.RunAsync(terminal.Program.Command, program, args, terminal).ConfigureAwait(false);
        var (prepared, directory) = ArgumentPreparation.Prepare(args, terminal);
        if (directory is not null)
        {
            var full = Path.GetFullPath(directory, terminal.WorkingDirectory);
            if (!Directory.Exists(full))
            {
                await terminal.Error.WriteLineAsync($"Error handling -chdir option: the directory {directory} does not exist.").ConfigureAwait(false);
                return 1;
            }
            Directory.SetCurrentDirectory(full);
            terminal = terminal with { WorkingDirectory = full };
        }
        var words = args[^prepared.Length..];
        if (words.Length > 0 && PlaybookCommandTable.FindCommand(words[0]) is { } own) return await GnuCommandLine.RunAsync($"{terminal.Program.Command} {own.Name}", own, words[1..], terminal).ConfigureAwait(false);
        using var log = RunLog.Open(terminal, TimeProvider.System);
        terminal = terminal with { Log = log };
        LogStart(log, terminal, prepared);
        try
        {
            return await DispatchAsync(prepared, terminal).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (terminal.Interruption.Stopping.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("\nError: operation canceled\n\nThe run was interrupted before it was done.\n").ConfigureAwait(false);
            return 1;
        }
        finally
        {
            await terminal.Out.FlushAsync().ConfigureAwait(false);
        }
    }

    private static async Task<int> DispatchAsync(string[] args, Terminal terminal)
    {
        var (main, others) = (CommandTable.Primary(terminal).ToArray(), CommandTable.Others(terminal).Concat(PlaybookCommandTable.Listed()).ToArray());
        var root = new RootCommand("Infrastructure as code: machines and everything inside them, in one plan.");
        foreach (var command in main.Concat(others)) root.Add(command);
        root.Add(CompletionCommands.CreateCandidates(terminal, () => root));
        if (args is [CompletionSetup.InstallFlag or CompletionSetup.UninstallFlag]) return CompletionSetup.Run(terminal, args[0] == CompletionSetup.InstallFlag);

        var path = PathOf(root, args, out var unknown, out var words);
        args = ArgumentPreparation.WithEnvironment(args, words, terminal);
        var asksForHelp = args.TakeWhile(a => a != "--").Any(a => a is "--help" or "-h");
        if (path.Count == 0 && unknown is not null) return await RefuseAsync(terminal, unknown, root).ConfigureAwait(false);
        if (path.Count == 0)
        {
            await terminal.Out.WriteAsync(HelpText.OfProgram(terminal.Program, main, others)).ConfigureAwait(false);
            return asksForHelp ? 0 : NoCommand;
        }
        if (asksForHelp || path[^1].Action is null)
        {
            await terminal.Out.WriteAsync(HelpText.OfCommand(terminal.Program, path)).ConfigureAwait(false);
            return asksForHelp ? 0 : 1;
        }
        var plain = args.TakeWhile(a => a != "--").Any(IsNoColor);
        // Commands that have nothing to colour take it too, so that TF_CLI_ARGS can have it for all of them.
        if (plain && !path[^1].Options.Any(o => IsNoColor(o.Name))) args = [.. args.Where(a => !IsNoColor(a))];
        var parsed = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (UsageFault.Find(parsed) is { } fault)
        {
            DiagnosticText.Write(terminal, [fault], terminal.UseColor && !plain);
            await terminal.Error.WriteAsync($"For more help on using this command, run:\n  {terminal.Program.Command} {string.Join(' ', path.Select(c => c.Name))} -help\n").ConfigureAwait(false);
            return 1;
        }
        var invocation = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(invocation, terminal.Interruption.Stopping).ConfigureAwait(false);
    }

    private static bool IsNoColor(string argument) => argument == "-no-color";

    /// <summary>Values on the command line may be secret, so of options only the names are told.</summary>
    private static void LogStart(RunLog log, Terminal terminal, string[] args)
    {
        if (!log.IsOn) return;
        log.Write(LogLevel.Info, $"{terminal.Program.Product} version: {LanguageVersion.Text}");
        log.Write(LogLevel.Info, $"CLI command: {string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')))}");
        log.Write(LogLevel.Debug, $"CLI options: {string.Join(' ', args.Where(a => a.StartsWith('-')).Select(a => a.Split('=')[0]))}");
        log.Write(LogLevel.Debug, $"working directory: {terminal.WorkingDirectory}");
    }

    /// <summary>The commands that the first words name, outermost first, with these words; and the first word where it names none.</summary>
    private static List<Command> PathOf(Command root, string[] args, out string? unknown, out IReadOnlyList<string> words)
    {
        var path = new List<Command>();
        var found = new List<string>();
        words = found;
        unknown = null;
        foreach (var arg in args)
        {
            if (arg.StartsWith('-')) continue;
            if ((path.Count == 0 ? root : path[^1]).Subcommands.FirstOrDefault(c => c.Name == arg || c.Aliases.Contains(arg)) is not { } command)
            {
                if (path.Count == 0) unknown = arg;
                break;
            }
            path.Add(command);
            found.Add(arg);
        }
        return path;
    }

    private static async Task<int> RefuseAsync(Terminal terminal, string name, RootCommand root)
    {
        var similar = SimilarName.Find(name, root.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        await terminal.Error.WriteAsync($"{terminal.Program.Product} has no command named \"{name}\".{(similar is null ? "" : $" Did you mean \"{similar}\"?")}\n\n"
            + $"To see all of {terminal.Program.Product}'s top-level commands, run:\n  {terminal.Program.Command} -help\n\n").ConfigureAwait(false);
        return 1;
    }
}
