namespace Plumb.Hosts.Processes;

/// <summary>
/// Threads for what waits without end, such as for a program's end, and would keep those of the pool from their work. One that is done waits a
/// while for what comes next: to start a thread for each of many short programs takes longer than to wait for them.
/// </summary>
internal static class WaitingThreads
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly Lock _gate = new();
    private static readonly List<Waiter> _idle = [];

    /// <summary>Runs it on such a thread, and there what awaits its result, too.</summary>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var task = new Task<T>(work);
        if (Idle() is { } waiter) waiter.Give(task);
        else new Waiter(task).Start();
        return task;
    }

    private static Waiter? Idle()
    {
        lock (_gate)
        {
            if (_idle.Count == 0) return null;
            var waiter = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return waiter;
        }
    }

    private sealed class Waiter(Task first)
    {
        private readonly object _turn = new();
        private Task? _next = first;

        public void Start() => new Thread(Loop) { IsBackground = true, Name = "waiting" }.Start();

        public void Give(Task next)
        {
            lock (_turn)
            {
                _next = next;
                Monitor.Pulse(_turn);
            }
        }

        private void Loop()
        {
            for (var task = _next; task is not null; task = Next())
            {
                _next = null;
                task.RunSynchronously(TaskScheduler.Default);
            }
        }

        private Task? Next()
        {
            lock (_gate) _idle.Add(this);
            lock (_turn)
            {
                if (_next is null) Monitor.Wait(_turn, _patience);
                if (_next is not null) return _next;
            }
            lock (_gate)
            {
                if (_idle.Remove(this)) return null;
            }
            // Somebody has taken it at this moment.
            lock (_turn)
            {
                while (_next is null) Monitor.Wait(_turn);
                return _next;
            }
        }
    }
}
