using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Debugging;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>
/// A batch of hosts going through a play. Tasks run at the same time, as many as there are forks; what they did is taken in one
/// after the other by whoever calls.
/// </summary>
internal sealed class BatchRun
{
    private readonly Channel<Action> _events = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskRunner _runner;
    private readonly TaskDebugger _debugger;
    private readonly List<Waiting> _waiting = [];
    private readonly Dictionary<TaskNode, int> _activeByTask = [];
    private int _active;
    private int _resumed;

    public BatchRun(RunServices services, PlayBatch batch)
    {
        (Services, Batch) = (services, batch);
        _runner = new TaskRunner(services, batch, tell => _events.Writer.TryWrite(() => services.Tell(tell)));
        _debugger = new TaskDebugger(services, batch);
        Results = new ResultProcessor(services, batch);
        Includes = new IncludeProcessor(services, batch);
        Metas = new MetaTasks(services, batch);
    }

    public RunServices Services { get; }

    public PlayBatch Batch { get; }

    public ResultProcessor Results { get; }

    public IncludeProcessor Includes { get; }

    public MetaTasks Metas { get; }

    /// <summary>Tasks that are under way.</summary>
    public int Running => _active + _waiting.Count + _resumed;

    /// <summary>The hosts that are still in reach, in order.</summary>
    public IEnumerable<string> HostsLeft => Batch.Hosts.Where(h => !Services.Unreachable.Contains(h));

    /// <summary>Starts a task on a host. Its result comes to <paramref name="completed"/> in the loop of the one who awaits the next event.</summary>
    public void Start(TaskNode task, string host, Action<TaskResult> completed, CancellationToken cancellation)
    {
        if (Services.Record.Take(task, host, Services.Inventory, Batch.Play) is { } done)
        {
            _resumed++;
            _events.Writer.TryWrite(() =>
            {
                _resumed--;
                completed(done);
            });
            return;
        }
        _waiting.Add(new Waiting(task, host, completed));
        StartWaiting(cancellation);
    }

    /// <summary>Waits for one thing to happen, and takes in all that has happened since.</summary>
    public async ValueTask NextAsync(CancellationToken cancellation)
    {
        try
        {
            var happened = await _events.Reader.ReadAsync(cancellation).ConfigureAwait(false);
            happened();
            while (_events.Reader.TryRead(out happened)) happened();
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } fault)
        {
            // What ended a task is what the caller is to hear of.
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    /// <summary>Runs a task on hosts and takes in the results as they come. Gives them all.</summary>
    public async ValueTask<List<TaskResult>> RunAsync(TaskNode task, IEnumerable<string> hosts, CancellationToken cancellation)
    {
        var results = new List<TaskResult>();
        foreach (var host in hosts)
        {
            Start(task, host, result =>
            {
                Results.Process(result);
                results.Add(result);
            }, cancellation);
        }
        while (Running > 0) await NextAsync(cancellation).ConfigureAwait(false);
        return results;
    }

    /// <summary>Whether the task is passed over on a host because its role has run there.</summary>
    public bool IsPassedOver(TaskNode task, string host) => !task.Config.IsHandler && task.Role is { } role && Batch.IsRoleDone(role, host) && !(task.Config is { IsImplicit: true, Kind: TaskKind.Meta });

    public string NameOf(TaskNode task, string host) => TaskNames.Of(Services.Scopes.ForTask(Batch, task, host));

    public void TellStart(TaskNode task, string host)
    {
        var name = NameOf(task, host);
        Services.Tell(c => c.TaskStarted(task, name));
    }

    /// <summary>Starts what waits, in order, as far as forks and throttles let it.</summary>
    private void StartWaiting(CancellationToken cancellation)
    {
        for (var i = 0; i < _waiting.Count && _active < Math.Max(1, Services.Settings.Forks);)
        {
            var next = _waiting[i];
            var running = _activeByTask.GetValueOrDefault(next.Task);
            if (ThrottleOf(next.Task) is var limit and > 0 && running >= limit)
            {
                i++;
                continue;
            }
            _waiting.RemoveAt(i);
            _active++;
            _activeByTask[next.Task] = running + 1;
            Services.Record.Begin(next.Task, next.Host);
            Services.Tell(c => c.HostStarted(next.Task, next.Task.DisplayName, next.Host));
            _ = RunAsync(next, cancellation);
        }
    }

    private async Task RunAsync(Waiting next, CancellationToken cancellation)
    {
        // The caller's loop goes on starting others.
        await Task.Yield();
        try
        {
            var result = await _runner.RunAsync(next.Task, next.Host, null, cancellation).ConfigureAwait(false);
            result = await DebuggedAsync(next, result, cancellation).ConfigureAwait(false);
            _events.Writer.TryWrite(() =>
            {
                _active--;
                _activeByTask[next.Task]--;
                StartWaiting(cancellation);
                next.Completed(result);
            });
        }
#pragma warning disable CA1031 // Whatever it is, the loop that waits must hear of it: it is thrown there.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _events.Writer.TryComplete(fault);
        }
    }

    /// <summary>Lets somebody look at the result where that is asked for, and has the task done again as they want. Gives the result that counts.</summary>
    private async Task<TaskResult> DebuggedAsync(Waiting next, TaskResult result, CancellationToken cancellation)
    {
        var current = new DebuggedTask(next.Task, new PyDict());
        while (DebuggerPolicy.Wants(result, Services.Settings, Batch.IsDebugged))
        {
            await TellOfAsync(result, cancellation).ConfigureAwait(false);
            if (await _debugger.AskAsync(result, current, cancellation).ConfigureAwait(false) is not { } again) return result with { IsTold = true };
            current = again;
            var repeated = await _runner.RunAsync(again.Node, next.Host, again.Variables, cancellation).ConfigureAwait(false);
            result = repeated with { Task = next.Task };
        }
        return result;
    }

    /// <summary>Callbacks hear of a result in the loop, as of all.</summary>
    private Task TellOfAsync(TaskResult result, CancellationToken cancellation)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _events.Writer.TryWrite(() =>
        {
            Services.Tell(c => c.TaskCompleted(result));
            Services.Tell(c => c.AboutToAsk());
            told.SetResult();
        });
        return told.Task.WaitAsync(cancellation);
    }

    private long ThrottleOf(TaskNode task) => task.Scope.Nearest("throttle") switch
    {
        null => 0,
        { Value: long number } => number,
        var keyword => KeywordValues.Integer(Services.Scopes.ForTask(Batch, task, Batch.Hosts[0]), keyword, "throttle") ?? 0,
    };

    private sealed record Waiting(TaskNode Task, string Host, Action<TaskResult> Completed);
}
