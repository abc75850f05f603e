using Plumb.Core.Values;
using Plumb.Provider.Behaviors;

namespace Plumb.Provider.Docker.Containers;

/// <summary>The engine changes a limit of a running container but cannot take it away: a limit that is no longer configured makes another container.</summary>
internal sealed class LiftedLimit : IPlanModifier
{
    public void Modify(ref AttributePlan plan)
    {
        if (plan.IsNewObject || plan.Prior is not { } prior || !plan.Planned.IsKnown) return;
        if (!IsNothing(prior) && IsNothing(plan.Planned)) plan.RequiresReplace = true;
    }

    private static bool IsNothing(Value value) => value switch
    {
        NullValue => true,
        NumberValue { Number: var number } => number.TryGetInt64(out var whole) && whole == 0,
        StringValue { Text: var text } => text.Length == 0,
        _ => false,
    };
}
