namespace Plumb.Provider.Docker.Engine;

/// <summary>How long an operation may take, as the block <c>timeouts</c> has it.</summary>
internal sealed class Deadline(string? written, TimeProvider clock)
{
    public const string Usual = "20m";

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellation)
    {
        var text = written ?? Usual;
        var limit = GoDuration.TryParse(text, out var nanoseconds) ? TimeSpan.FromTicks(nanoseconds / 100) : TimeSpan.FromMinutes(20);
        using var timer = new CancellationTokenSource(limit < TimeSpan.FromDays(40) ? limit : TimeSpan.FromDays(40), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            return await operation(either.Token);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"It was not done within {text}; the block \"timeouts\" can allow more time.", e);
        }
    }
}
