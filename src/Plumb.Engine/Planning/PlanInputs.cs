using Plumb.Core.Addresses;
using Plumb.Engine.Planning.Moves;

namespace Plumb.Engine.Planning;

/// <summary>What is settled before the first resource is planned: moves, imports, order, and which addresses the plan is about.</summary>
internal sealed class PlanInputs(PlanOptions options, BlockOrdering ordering, MoveResults moves, ImportTargets imports)
{
    private readonly HashSet<ResourceInstanceAddress> _replace = [.. options.Replace];

    public BlockOrdering Ordering { get; } = ordering;

    public MoveResults Moves { get; } = moves;

    public ImportTargets Imports { get; } = imports;

    public bool IsForcedReplace(ResourceInstanceAddress address) => _replace.Contains(address);

    /// <summary>
    /// With targets, blocks that the targets need are planned whole; of a targeted block only the instances meant are.
    /// </summary>
    public bool IsTargeted(ResourceInstanceAddress address)
    {
        if (options.Excludes.Any(t => t.Matches(address))) return false;
        if (options.Targets.Count == 0) return true;
        var block = address.Resource.Config;
        var named = options.Targets.Where(t => t.MatchesBlock(block)).ToArray();
        return named.Length == 0 || named.Any(t => t.Matches(address));
    }
}
