using Plumb.Cli.Session;

namespace Plumb.Cli.Arguments.Gnu;

/// <summary>Finds the subcommand that a line names, answers to help and version, and runs it. Wrong usage ends with 2.</summary>
internal static class GnuCommandLine
{
    private const int WrongUsage = 2;
    private const int Interrupted = 99;

    /// <param name="program">What the user typed to get here: <c>plumb docs</c> or <c>ansible-doc</c>.</param>
    public static async Task<int> RunAsync(string program, GnuCommand command, IReadOnlyList<string> words, Terminal terminal)
    {
        (program, command, words) = Enter(program, command, words);
        var options = words.TakeWhile(w => w != "--").ToArray();
        try
        {
            if (options.Any(w => w is "-h" or "--help" or "-help"))
            {
                await terminal.Out.WriteAsync(GnuHelp.Full(program, command)).ConfigureAwait(false);
                return 0;
            }
            if (options.Contains("--version"))
            {
                await terminal.Out.WriteAsync(PeerVersionText.Of(program, terminal)).ConfigureAwait(false);
                return 0;
            }
            if (command.Run is null) throw new GnuUsageException(words.Count == 0
                ? $"one of {string.Join(", ", command.Subcommands.Select(s => s.Name))} is required"
                : $"invalid choice: '{words[0]}' (choose from {string.Join(", ", command.Subcommands.Select(s => $"'{s.Name}'"))})");
            return await command.Run(terminal, GnuParser.Parse(command, words), terminal.Interruption.Stopping).ConfigureAwait(false);
        }
        catch (GnuUsageException fault)
        {
            await terminal.Error.WriteAsync($"{GnuHelp.Usage(program, command)}{program}: error: {fault.Message}\n").ConfigureAwait(false);
            return WrongUsage;
        }
        catch (OperationCanceledException) when (terminal.Interruption.Stopping.IsCancellationRequested)
        {
            await terminal.Error.WriteAsync("[ERROR]: User interrupted execution\n").ConfigureAwait(false);
            return Interrupted;
        }
        finally
        {
            await terminal.Out.FlushAsync().ConfigureAwait(false);
        }
    }

    private static (string Program, GnuCommand Command, IReadOnlyList<string> Words) Enter(string program, GnuCommand command, IReadOnlyList<string> words)
    {
        while (command.Subcommands.Count > 0)
        {
            var at = words.TakeWhile(w => w.StartsWith('-')).Count();
            if (at == words.Count || command.Subcommands.FirstOrDefault(s => s.Name == words[at]) is not { } next) break;
            words = [.. words.Take(at), .. words.Skip(at + 1)];
            (program, command) = ($"{program} {next.Name}", next);
        }
        return (program, command, words);
    }
}
