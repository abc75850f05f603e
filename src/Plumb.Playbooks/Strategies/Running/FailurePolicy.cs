using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>What failures of some hosts mean for the others: nothing, unless the play says that any, or too many, end it.</summary>
internal static class FailurePolicy
{
    /// <param name="run">The batch.</param>
    /// <param name="task">What was just done.</param>
    /// <param name="results">How it went.</param>
    /// <param name="once">Whether one host did it for all.</param>
    /// <param name="thrownOut">Hosts that failed before, and wait for what is always done. Where a failure of the task were fatal, theirs is too.</param>
    public static PlayOutcome Apply(BatchRun run, TaskNode task, IReadOnlyList<TaskResult> results, bool once, IReadOnlyList<string> thrownOut)
    {
        if (results.Count == 0) return PlayOutcome.Ok;
        var outcome = PlayOutcome.Ok;
        var failed = results.Where(r => r.HasFailed || run.Includes.FailedHosts.Contains(r.Host)).Select(r => r.Host).ToHashSet(StringComparer.Ordinal);
        var lost = results.Any(r => !r.HasFailed && r.IsUnreachable && !r.IgnoresUnreachable);
        var isForAll = ResultProcessor.RunsOnce(task) && failed.Count > 0;
        failed.UnionWith(thrownOut);
        if ((failed.Count > 0 || lost) && AnyIsFatal(run, task, results[0].Host, once) && !results.Any(r => r.IgnoresErrors))
        {
            FailOthers(run, failed, isForAll);
            if (run.HostsLeft.All(h => run.Batch.CursorOf(h).IsDone)) outcome |= PlayOutcome.BreakPlay;
        }
        if (run.Batch.Play.Config.Keywords["max_fail_percentage"] is not { } limit) return outcome;
        var percentage = KeywordValues.Number(run.Services.Scopes.ForTask(run.Batch, task, results[0].Host), limit, "max_fail_percentage");
        if (percentage is null || (double)run.Services.Failed.Count / run.Batch.Hosts.Count <= percentage / 100) return outcome;
        foreach (var host in run.HostsLeft.Where(h => !run.Services.Failed.Contains(h)).ToList())
        {
            run.Services.Failed.Add(host);
            run.Services.Record.Stop(host);
            run.Batch.CursorOf(host).Fail();
        }
        run.Services.Tell(c => c.NoHostsRemaining());
        return outcome | PlayOutcome.BreakPlay;
    }

    /// <summary>The other hosts fail where they are: a block around them may mend that, or clean up.</summary>
    private static void FailOthers(BatchRun run, HashSet<string> failed, bool isForAll)
    {
        foreach (var host in run.HostsLeft.Where(h => !failed.Contains(h)).ToList())
        {
            var cursor = run.Batch.CursorOf(host);
            // A task that ran once for all has failed them all already.
            if (!isForAll) cursor.Fail();
            if (cursor.HasFailed || !isForAll) run.Services.Failed.Add(host);
            if (cursor.HasFailed) run.Services.Record.Stop(host);
        }
    }

    private static bool AnyIsFatal(BatchRun run, TaskNode task, string host, bool once)
    {
        if (once) return true;
        return task.Scope.Nearest("any_errors_fatal") is { } keyword
            ? KeywordValues.Boolean(run.Services.Scopes.ForTask(run.Batch, task, host), keyword, "any_errors_fatal", false)
            : run.Services.Settings.AnyErrorsFatal;
    }
}
