namespace Plumb.Cli.Session;

/// <summary>Asks the user for a line.</summary>
internal static class Prompt
{
    /// <summary>The answer, or null where the input ends before there is one.</summary>
    /// <param name="question">One line; bold where there is colour.</param>
    /// <param name="description">More of it, indented; may be empty.</param>
    public static async Task<string?> AskAsync(Terminal terminal, string question, string description, bool color, bool secret, CancellationToken cancellation)
    {
        var output = terminal.Out;
        if (secret) terminal.HideTyping();
        await output.WriteAsync(color ? $"\u001b[1m{question}\u001b[0m\n" : question + "\n").ConfigureAwait(false);
        foreach (var line in description.Split('\n', StringSplitOptions.RemoveEmptyEntries)) await output.WriteAsync($"  {line}\n").ConfigureAwait(false);
        await output.WriteAsync(color ? "\n  \u001b[1mEnter a value:\u001b[0m " : "\n  Enter a value: ").ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        var answer = await ReadLineAsync(terminal, secret, cancellation).ConfigureAwait(false);
        // The line break that was typed is not shown either.
        await output.WriteAsync(secret && terminal.ReadSecret is not null ? "\n\n" : "\n").ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        return answer;
    }

    /// <summary>Reading from a terminal blocks and knows no cancellation, so it is left behind where the user interrupts.</summary>
    public static Task<string?> ReadLineAsync(Terminal terminal, bool secret, CancellationToken cancellation) =>
        Task.Run(() => secret && terminal.ReadSecret is { } read ? read() : terminal.In.ReadLine(), cancellation).WaitAsync(cancellation);

    /// <summary>A password, which is asked for and typed at the terminal even where the input is something else.</summary>
    /// <param name="question">Shown as it is, with no line break after it.</param>
    /// <param name="output">Where it is shown if the input is all there is to read from.</param>
    public static async Task<string?> AskPasswordAsync(Terminal terminal, string question, TextWriter output, CancellationToken cancellation)
    {
        if (terminal.Controlling.Value is { } controlling) return await Task.Run(() => controlling.Ask(question), cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        terminal.HideTyping();
        await output.WriteAsync(question).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        return await ReadLineAsync(terminal, secret: true, cancellation).ConfigureAwait(false);
    }
}
