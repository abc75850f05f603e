using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Running;

namespace Plumb.Playbooks.Strategies;

/// <summary>All hosts do the same task at the same time; nobody begins the next before the last one is through.</summary>
internal sealed class LinearStrategy(string name) : IStrategy
{
    public string Name => name;

    public async ValueTask<PlayOutcome> RunAsync(BatchRun run, CancellationToken cancellation)
    {
        var line = new TaskLine(run.Batch.Play.Sequence);
        var outcome = PlayOutcome.Ok;
        while (!cancellation.IsCancellationRequested)
        {
            var waiting = run.HostsLeft.Where(h => run.Batch.CursorOf(h).Next is not null).ToList();
            if (waiting.Count == 0) break;
            var task = line.Next(waiting.Select(h => run.Batch.CursorOf(h).Next).OfType<TaskNode>().ToHashSet());
            var hosts = waiting.Where(h => ReferenceEquals(run.Batch.CursorOf(h).Next, task)).ToList();
            var thrownOut = waiting.Where(h => run.Batch.CursorOf(h).IsThrownOut && !hosts.Contains(h)).ToList();
            foreach (var host in hosts) run.Batch.CursorOf(host).Advance();
            hosts.RemoveAll(h => run.IsPassedOver(task, h));
            if (hosts.Count == 0) continue;
            outcome |= task.Config.Kind == TaskKind.Meta
                ? await RunMetaAsync(run, line, task, hosts).ConfigureAwait(false)
                : await RunTaskAsync(run, line, task, hosts, thrownOut, cancellation).ConfigureAwait(false);
            if (outcome != PlayOutcome.Ok && run.HostsLeft.All(run.Services.Failed.Contains))
            {
                run.Services.Tell(c => c.NoHostsRemaining());
                return outcome;
            }
        }
        cancellation.ThrowIfCancellationRequested();
        return outcome | Outcomes.Of(run);
    }

    private static async ValueTask<PlayOutcome> RunMetaAsync(BatchRun run, TaskLine line, TaskNode task, List<string> hosts)
    {
        var flushes = false;
        foreach (var host in MetaTasks.RunsOnce(task) ? hosts.Take(1) : hosts) flushes |= await run.Metas.RunAsync(task, host).ConfigureAwait(false);
        if (flushes) line.Insert(run.Batch.Play.Handlers);
        return PlayOutcome.Ok;
    }

    private static async ValueTask<PlayOutcome> RunTaskAsync(BatchRun run, TaskLine line, TaskNode task, List<string> hosts, List<string> thrownOut, CancellationToken cancellation)
    {
        if (task.Config is { IsImplicit: true, ActionName: "gather_facts" })
        {
            hosts = [.. hosts.Where(h => GatheringPolicy.Gathers(run, h))];
            if (hosts.Count == 0) return PlayOutcome.Ok;
        }
        var record = run.Services.Record;
        if (!hosts.TrueForAll(h => record.IsDone(task, h)) && !await run.Services.Steps.WantsAsync(task, cancellation).ConfigureAwait(false)) return PlayOutcome.Ok;
        run.TellStart(task, hosts[0]);
        var once = RunOnce.Holds(run, task, hosts[0]);
        var results = await run.RunAsync(task, once ? [record.Doer(task, hosts)] : hosts, cancellation).ConfigureAwait(false);
        var included = run.Includes.Process(InOrder(results, hosts));
        line.Insert(included);
        // Of the hosts after the one that does it for all, nobody takes notice.
        if (once) thrownOut = [.. run.HostsLeft.TakeWhile(h => h != hosts[0]).Intersect(thrownOut)];
        return FailurePolicy.Apply(run, task, results, once, thrownOut);
    }

    /// <summary>Results come in any order; what they include is taken in by the order of the hosts.</summary>
    private static List<TaskResult> InOrder(List<TaskResult> results, List<string> hosts) => [.. results.OrderBy(r => hosts.IndexOf(r.Host))];
}
