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

    private bool IsPinned => Name.EndsWith("host_pinned", StringComparison.Ordinal);

    public async ValueTask<PlayOutcome> RunAsync(BatchRun run, CancellationToken cancellation)
    {
        if (run.Batch.Play.Config.Keywords["max_fail_percentage"] is not null) WarnOfIndependence(run, "max_fail_percentage");
        var busy = new HashSet<string>(StringComparer.Ordinal);
        var entered = new HashSet<string>(StringComparer.Ordinal);
        while (!cancellation.IsCancellationRequested)
        {
            foreach (var host in run.HostsLeft.Where(h => !busy.Contains(h)).ToList())
            {
                if (IsPinned && !entered.Contains(host) && entered.Count(IsUnderWay) >= run.Services.Settings.Forks) continue;
                entered.Add(host);
                if (await StartNextAsync(run, host, busy, result => Completed(run, result, busy), cancellation).ConfigureAwait(false)) busy.Add(host);
            }
            if (run.Running == 0 && run.HostsLeft.All(h => run.Batch.CursorOf(h).IsDone)) break;
            if (run.Running > 0) await run.NextAsync(cancellation).ConfigureAwait(false);
        }
        cancellation.ThrowIfCancellationRequested();
        return Outcomes.Of(run);

        // Who has a task under way is not asked for the next one: the block that a failure belongs to would be left too early.
        bool IsUnderWay(string host) => busy.Contains(host) || !run.Batch.CursorOf(host).IsDone;
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
            if (IsTrue(task, "run_once")) run.Services.Output.Warn("Using run_once with the free strategy is not currently supported. This task will still be executed for every host in the inventory list.");
            if (IsTrue(task, "any_errors_fatal")) WarnOfIndependence(run, "any_errors_fatal");
            run.TellStart(task, host);
            run.Start(task, host, completed, cancellation);
            return true;
        }
        return false;
    }

    private static void Completed(BatchRun run, TaskResult result, HashSet<string> busy)
    {
        run.Results.Process(result);
        run.Includes.Process([result]);
        busy.Remove(result.Host);
    }

    private static bool IsTrue(Plays.Linking.TaskNode task, string keyword) => task.Scope.Nearest(keyword)?.Value is { } value && (Tasks.KeywordValues.Boolean(value) ?? false);

    private static void WarnOfIndependence(BatchRun run, string keyword) =>
        run.Services.Output.Warn($"Using {keyword} with the free strategy is not supported, as tasks are executed independently on each host");
}
