using Plumb.Cli.Session;
using Plumb.Playbooks.Strategies.Running;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>Asks at the terminal.</summary>
internal sealed class TerminalPrompt(Terminal terminal, TimeProvider clock) : IPlayPrompt
{
    public bool IsInteractive => terminal.IsInteractive;

    public async ValueTask<string?> AskAsync(string text, bool isSecret, CancellationToken cancellation)
    {
        if (!isSecret)
        {
            await terminal.Out.WriteAsync(text).ConfigureAwait(false);
            await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
            return await Prompt.ReadLineAsync(terminal, secret: false, cancellation).ConfigureAwait(false);
        }
        var answer = await Prompt.AskPasswordAsync(terminal, text, terminal.Out, cancellation).ConfigureAwait(false);
        if (terminal.ReadSecret is not null) await terminal.Out.WriteAsync("\n").ConfigureAwait(false);
        return answer;
    }

    public async ValueTask<bool> PauseAsync(string text, TimeSpan time, CancellationToken cancellation)
    {
        await Task.Delay(time, clock, cancellation).ConfigureAwait(false);
        return true;
    }
}
