using Plumb.Playbooks.Strategies.Running;

namespace Plumb.Playbooks.Strategies;

/// <summary>In which order the hosts of a batch go through the tasks of a play.</summary>
internal interface IStrategy
{
    string Name { get; }

    ValueTask<PlayOutcome> RunAsync(BatchRun run, CancellationToken cancellation);
}

/// <summary>How a batch ended. What is worst counts.</summary>
[Flags]
public enum PlayOutcome
{
    Ok = 0,
    Error = 1,
    FailedHosts = 2,
    UnreachableHosts = 4,

    /// <summary>The play goes on with nobody, whatever other batches there are.</summary>
    BreakPlay = 8,
}
