using Plumb.Core.Addresses;

namespace Plumb.Cli.Rendering.Progress;

/// <summary>How far a run is at one moment.</summary>
/// <param name="Phase">What is going on as a whole, as "Applying".</param>
/// <param name="Total">How many operations there are; 0 where that is not known yet.</param>
internal sealed record ProgressSnapshot(string Phase, int Done, int Failed, int Total, TimeSpan Elapsed, IReadOnlyList<RunningOperation> Running)
{
    public bool IsIdle => Done + Failed + Running.Count == 0;
}

internal readonly record struct RunningOperation(ResourceInstanceAddress Address, string? DeposedKey, string Doing, TimeSpan Elapsed);
