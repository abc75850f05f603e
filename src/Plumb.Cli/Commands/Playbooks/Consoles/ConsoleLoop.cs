namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>Reads line after line until there is none, or the user leaves, and does what each says.</summary>
internal sealed class ConsoleLoop(ConsoleContext context, ConsoleLines lines)
{
    private const string Welcome = "Welcome to the ansible console. Type help or ? to list commands.\n\n";
    private const string Farewell = "\nAnsible-console was exited.\n";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var screen = context.Session.Terminal.Out;
        await screen.WriteAsync(Welcome).ConfigureAwait(false);
        try
        {
            while (await lines.ReadAsync(context.Prompt, context.Session.Output.UseColor, context.IsRoot, cancellation).ConfigureAwait(false) is { } line)
            {
                if (!await DoAsync(line.Trim(), cancellation).ConfigureAwait(false)) break;
                context.Session.TellWarnings();
            }
        }
        catch (OperationCanceledException)
        {
            // An interrupt leaves the console as its end does.
        }
        await screen.WriteAsync(Farewell).ConfigureAwait(false);
        await screen.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>False where the user leaves.</summary>
    private async Task<bool> DoAsync(string line, CancellationToken cancellation)
    {
        if (line.Length == 0 || line[0] == '#') return true;
        if (line[0] == '?') line = $"{ConsoleTable.Help} {line[1..]}";
        if (line[0] == '!') line = $"{ConsoleTable.Shell} {line[1..]}";
        var (name, argument) = Split(line);
        if (name is ConsoleTable.Exit or "EOF") return false;
        if (name != ConsoleTable.Shell && ConsoleTable.Find(name) is { } entry) entry.Run(context, argument);
        else await ConsoleTask.RunAsync(context, name, argument, line, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>The word at the beginning, and what stands after it.</summary>
    private static (string Name, string Argument) Split(string line)
    {
        var end = line.AsSpan().IndexOfAny(" \t");
        return end < 0 ? (line, "") : (line[..end], line[end..].Trim());
    }
}
