using System.CommandLine;
using Plumb.Cli.Commands;
using Plumb.Cli.Commands.Expressions;
using Plumb.Cli.Commands.States;
using Plumb.Cli.Commands.Workspaces;
using Plumb.Cli.Session;

namespace Plumb.Cli.Arguments;

/// <summary>The command line: all commands, and what the peer allows around them (one dash or two, TF_CLI_ARGS, -chdir).</summary>
internal static class PlumbCommandLine
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
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
        var root = new RootCommand("Infrastructure as code: machines and everything inside them, in one plan.");
        foreach (var command in AllCommands(terminal)) root.Add(command);
        var parsed = root.Parse(prepared, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, terminal.Interruption.Stopping).ConfigureAwait(false);
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

    /// <summary>The visible list of commands.</summary>
    private static IEnumerable<Command> AllCommands(Terminal terminal) =>
    [
        InitCommand.Create(terminal),
        ValidateCommand.Create(terminal),
        PlanCommand.Create(terminal),
        ApplyCommand.Create(terminal, destroy: false),
        ApplyCommand.Create(terminal, destroy: true),
        RefreshCommand.Create(terminal),
        ShowCommand.Create(terminal),
        OutputCommand.Create(terminal),
        StateCommand.Create(terminal),
        TaintCommand.Create(terminal, taint: true),
        TaintCommand.Create(terminal, taint: false),
        ImportCommand.Create(terminal),
        WorkspaceCommand.Create(terminal, isFormerName: false),
        WorkspaceCommand.Create(terminal, isFormerName: true),
        ForceUnlockCommand.Create(terminal),
        FmtCommand.Create(terminal),
        ConsoleCommand.Create(terminal),
        VersionCommand.Create(terminal),
    ];
}
