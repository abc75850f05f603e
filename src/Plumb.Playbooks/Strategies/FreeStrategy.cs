using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Running;

namespace Plumb.Playbooks.Strategies;

/// <summary>
/// Each host goes through the play as fast as it can. With <c>host_pinned</c> no more hosts are under way than there are forks, and
/// each keeps its place until it is through.
/// </summary>
internal sealed class FreeStrategy(string name) : IStrategy
{
    public string Name => name;

    private bool IsPinned => Name == "host_pinned";

    public async ValueTask<PlayOutcome> RunAsync(BatchRun run, CancellationToken cancellation)
    {
        var busy = new HashSet<string>(StringComparer.Ordinal);
        var entered = new HashSet<string>(StringComparer.Ordinal);
        var outcome = PlayOutcome.Ok;
        while (!cancellation.IsCancellationRequested)
        {
            foreach (var host in run.HostsLeft.Where(h => !busy.Contains(h)).ToList())
            {
                if (IsPinned && !entered.Contains(host) && entered.Count(h => !run.Batch.CursorOf(h).IsDone || busy.Contains(h)) >= run.Services.Settings.Forks) continue;
                entered.Add(host);
                if (await StartNextAsync(run, host, busy, result => outcome |= Completed(run, result, busy), cancellation).ConfigureAwait(false)) busy.Add(host);
            }
            if (run.Running == 0 && run.HostsLeft.All(h => run.Batch.CursorOf(h).IsDone)) break;
            if (run.Running > 0) await run.NextAsync(cancellation).ConfigureAwait(false);
        }
        cancellation.ThrowIfCancellationRequested();
        if (outcome != PlayOutcome.Ok && run.HostsLeft.All(run.Services.Failed.Contains)) run.Services.Tell(c => c.NoHostsRemaining());
        return outcome | Outcomes.Of(run);
    }

    /// <summary>Starts the host's next task; what concerns the run alone is done at once. False where nothing is under way for it.</summary>
    private static async ValueTask<bool> StartNextAsync(BatchRun run, string host, HashSet<string> busy, Action<TaskResult> completed, CancellationToken cancellation)
    {
        var cursor = run.Batch.CursorOf(host);
        while (cursor.Next is { } task)
        {
            cursor.Advance();
            if (run.IsPassedOver(task, host)) continue;
            if (task.Config.Kind == TaskKind.Meta)
            {
                await run.Metas.RunAsync(task, host).ConfigureAwait(false);
                continue;
            }
            if (task.Config is { IsImplicit: true, ActionName: "gather_facts" } && !GatheringPolicy.Gathers(run, host)) continue;
            if (run.Services.Actions.RunsOnce(task.Config.ActionName))
            {
                // Waits until it is alone: what it changes is everybody's.
                while (busy.Count > 0 && run.Running > 0) await run.NextAsync(cancellation).ConfigureAwait(false);
            }
            run.TellStart(task, host);
            run.Start(task, host, completed, cancellation);
            return true;
        }
        return false;
    }

    private static PlayOutcome Completed(BatchRun run, TaskResult result, HashSet<string> busy)
    {
        run.Results.Process(result);
        run.Includes.Process([result]);
        busy.Remove(result.Host);
        return FailurePolicy.Apply(run, result.Task, [result], once: false);
    }
}
