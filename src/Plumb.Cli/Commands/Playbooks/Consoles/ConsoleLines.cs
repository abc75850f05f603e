using Plumb.Cli.Session;

namespace Plumb.Cli.Commands.Playbooks.Consoles;

/// <summary>Where the lines of a console come from: an editor with a memory at a terminal, else the plain input.</summary>
internal sealed class ConsoleLines : IDisposable
{
    private const string Red = "\u001b[0;31m";
    private const string White = "\u001b[0;37m";
    private const string Plain = "\u001b[0m";

    private readonly Terminal _terminal;
    private readonly LineEditor? _editor;
    private readonly LineHistory? _history;

    private ConsoleLines(Terminal terminal, LineEditor? editor, LineHistory? history) => (_terminal, _editor, _history) = (terminal, editor, history);

    public static ConsoleLines Open(Terminal terminal, ConsoleCompletion completion)
    {
        if (!terminal.IsInteractive || !terminal.CanRedraw || terminal.ReadKey is not { } readKey) return new ConsoleLines(terminal, null, null);
        var history = LineHistory.Read(Path.Combine(terminal.Environment("HOME") ?? "/", ".ansible-console_history"));
        return new ConsoleLines(terminal, new LineEditor(readKey, terminal.Out, () => terminal.Size().Width, history, completion.Candidates), history);
    }

    /// <summary>The next line, or null at the end.</summary>
    public async Task<string?> ReadAsync(string prompt, bool color, bool warns, CancellationToken cancellation)
    {
        var shown = color ? $"{(warns ? Red : White)}{prompt}{Plain}" : prompt;
        // Keys are waited for without an end, so that it is left behind where the user interrupts.
        if (_editor is { } editor) return await Task.Run(() => editor.ReadLine(prompt, shown), cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        await _terminal.Out.WriteAsync(shown).ConfigureAwait(false);
        await _terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
        return await Prompt.ReadLineAsync(_terminal, secret: false, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _history?.Write();
}
