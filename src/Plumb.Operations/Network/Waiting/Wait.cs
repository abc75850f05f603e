using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Network.Waiting;

/// <summary>Looks again and again until a condition is met or the time is over.</summary>
internal sealed class Wait
{
    private readonly OperationContext _context;
    private readonly long _start;

    public Wait(OperationContext context)
    {
        _context = context;
        _start = Clock.GetTimestamp();
    }

    public long Elapsed => (long)Clock.GetElapsedTime(_start).TotalSeconds;

    private TimeProvider Clock => _context.Host.Clock;

    public Task DelayAsync(long seconds, CancellationToken cancellation) =>
        seconds <= 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(seconds), Clock, cancellation);

    public async ValueTask ForAsync(WaitCondition condition, CancellationToken cancellation)
    {
        var limit = TimeSpan.FromSeconds(_context.Arguments.Integer("timeout") ?? 300);
        while (Clock.GetElapsedTime(_start) is var elapsed && elapsed < limit)
        {
            if (await condition.IsMetAsync(limit - elapsed, cancellation).ConfigureAwait(false)) return;
            await DelayAsync(_context.Arguments.Integer("sleep") ?? 1, cancellation).ConfigureAwait(false);
        }
        throw new OperationException(_context.Arguments.Text("msg") is { Length: > 0 } message ? message : condition.Timeout, new MapBuilder { ["elapsed"] = Elapsed }.Build());
    }
}
