namespace Plumb.Playbooks.Strategies.Running;

/// <summary>How a batch ended by the state of its hosts.</summary>
internal static class Outcomes
{
    public static PlayOutcome Of(BatchRun run)
    {
        if (run.Services.Unreachable.Count > 0) return PlayOutcome.UnreachableHosts;
        return run.Batch.Hosts.Any(h => run.Batch.CursorOf(h).HasFailed) ? PlayOutcome.FailedHosts : PlayOutcome.Ok;
    }
}
