using Plumb.Core.Values;
using Plumb.Engine.Planning.Objects;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 4: what the provider is asked to plan: the configuration, with prior values where it is silent.</summary>
internal static class Propose
{
    public static void Run(ResourceContext context)
    {
        var config = context.Config ?? context.Null();
        context.ProposedConfig = ComputedBlocks.Withhold(context.Site.Schema.Block, config.UnmarkDeepWithPaths(out var marks));
        context.ConfigMarks = marks;
        context.Proposed = ProposedState.Merge(context.Site.Schema.Block, context.IsTainted ? context.Null() : context.PriorValue, context.ProposedConfig);
    }
}
