namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Asks the one who runs the play.</summary>
public interface IPlayPrompt
{
    /// <summary>Whether anybody can answer.</summary>
    bool IsInteractive { get; }

    /// <summary>The answer, or null where the input has ended.</summary>
    ValueTask<string?> AskAsync(string text, bool isSecret, CancellationToken cancellation);

    /// <summary>Waits for the time to pass or the user to end it: false where the user gave up on the run.</summary>
    ValueTask<bool> PauseAsync(string text, TimeSpan time, CancellationToken cancellation);
}

/// <summary>Nobody is there to answer: waiting takes its time, and questions have no answer.</summary>
public sealed class NoPrompt(TimeProvider clock) : IPlayPrompt
{
    public bool IsInteractive => false;

    public ValueTask<string?> AskAsync(string text, bool isSecret, CancellationToken cancellation) => ValueTask.FromResult<string?>(null);

    public async ValueTask<bool> PauseAsync(string text, TimeSpan time, CancellationToken cancellation)
    {
        await Task.Delay(time, clock, cancellation).ConfigureAwait(false);
        return true;
    }
}
