using Plumb.Cli.Session;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Cli.Rendering.Plays;

/// <summary>Shows on a terminal, below the lines of the report, what hosts are at. Nothing of it stays when the run is over.</summary>
internal sealed class PlayProgress : PlayCallback, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Task, long Since)> _running = new(StringComparer.Ordinal);
    private readonly ScreenWriter _screen;
    private readonly Terminal _terminal;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly long _start;
    private string _task = "";
    private int _done;
    private int _failed;

    public PlayProgress(Terminal terminal, ScreenWriter screen, TimeProvider clock)
    {
        (_terminal, _screen, _clock, _start) = (terminal, screen, clock, clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => Show(), null, Interval, Interval);
    }

    public override void TaskStarted(TaskNode task, string name)
    {
        lock (_gate) _task = name;
    }

    public override void HostStarted(TaskNode task, string name, string host)
    {
        // The rendered name of the task is known where all hosts are at the same.
        lock (_gate) _running[host] = (_task.Length > 0 ? _task : name, _clock.GetTimestamp());
    }

    public override void TaskCompleted(TaskResult result)
    {
        lock (_gate)
        {
            _running.Remove(result.Host);
            _done++;
            if ((result.HasFailed && !result.IgnoresErrors) || (result.IsUnreachable && !result.IgnoresUnreachable)) _failed++;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _screen.Show("");
    }

    private void Show()
    {
        var (width, height) = _terminal.Size();
        PlaySnapshot snapshot;
        lock (_gate)
            snapshot = new PlaySnapshot(_done, _failed, _clock.GetElapsedTime(_start), [.. _running.Select(r => new RunningHost(r.Key, r.Value.Task, _clock.GetElapsedTime(r.Value.Since)))]);
        try
        {
            _screen.Show(PlayProgressBlock.Draw(snapshot, width, height, _terminal.UseColor));
        }
        catch (IOException)
        {
            // The terminal may have gone away; the run goes on.
        }
    }
}
