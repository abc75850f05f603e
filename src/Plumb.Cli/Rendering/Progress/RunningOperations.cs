using Plumb.Core.Addresses;

namespace Plumb.Cli.Rendering.Progress;

/// <summary>Keeps count of what a run has begun and ended. Small on purpose: threads that do the work wait for it.</summary>
internal sealed class RunningOperations(TimeProvider time)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<(ResourceInstanceAddress, string?), Operation> _running = [];
    private string _phase = "";
    private long _phaseStartedAt;
    private int _total;
    private int _done;
    private int _failed;

    /// <param name="total">How many operations there will be; 0 where that is not known.</param>
    public void BeginPhase(string phase, int total)
    {
        lock (_gate)
        {
            _running.Clear();
            (_phase, _phaseStartedAt, _total, _done, _failed) = (phase, time.GetTimestamp(), total, 0, 0);
        }
    }

    /// <param name="doing">What is done to the object, as "creating".</param>
    /// <param name="isSlow">Whether it is worth a word every ten seconds.</param>
    public void Begin(ResourceInstanceAddress address, string? deposedKey, string doing, ObjectLabel? label, bool isSlow = true)
    {
        lock (_gate) _running[(address, deposedKey)] = new Operation(doing, label, time.GetTimestamp()) { NextBeat = isSlow ? Heartbeat : TimeSpan.MaxValue };
    }

    /// <summary>How long it took; null where it was not begun.</summary>
    public TimeSpan? End(ResourceInstanceAddress address, string? deposedKey, bool failed = false)
    {
        lock (_gate)
        {
            if (!_running.Remove((address, deposedKey), out var operation)) return null;
            if (failed) _failed++;
            else _done++;
            return time.GetElapsedTime(operation.StartedAt);
        }
    }

    /// <summary>The lines for what has run for another ten seconds.</summary>
    public IReadOnlyList<string> Heartbeats()
    {
        List<string>? lines = null;
        lock (_gate)
        {
            foreach (var ((address, _), operation) in _running)
            {
                var elapsed = time.GetElapsedTime(operation.StartedAt);
                if (elapsed < operation.NextBeat) continue;
                // A process that was held up does not make up for what it left out.
                operation.NextBeat = ((int)(elapsed / Heartbeat) + 1) * Heartbeat;
                (lines ??= []).Add($"{address}: Still {operation.Doing}... [{(operation.Label is { } label ? label.Shortened() + ", " : "")}{ElapsedTime.Format(elapsed)} elapsed]");
            }
        }
        return lines ?? [];
    }

    public ProgressSnapshot Snapshot()
    {
        lock (_gate)
        {
            var running = new List<RunningOperation>(_running.Count);
            foreach (var ((address, deposedKey), operation) in _running)
                running.Add(new RunningOperation(address, deposedKey, operation.Doing, time.GetElapsedTime(operation.StartedAt)));
            return new ProgressSnapshot(_phase, _done, _failed, _total, time.GetElapsedTime(_phaseStartedAt), running);
        }
    }

    private sealed record Operation(string Doing, ObjectLabel? Label, long StartedAt)
    {
        public TimeSpan NextBeat { get; set; }
    }
}
