using Plumb.Core.Values;

namespace Plumb.Provider.Behaviors;

/// <summary>The plan modifiers that come with the library.</summary>
public static class PlanModifiers
{
    /// <summary>A computed value stays as it is stored in updates too; without it any change of the object makes it unknown.</summary>
    public static IPlanModifier UseStateForUnknown { get; } = new StateForUnknown();

    /// <summary>Another value makes another object.</summary>
    public static IPlanModifier RequiresReplace { get; } = new Replace(static (_, _) => true, onlyIfConfigured: false);

    /// <summary>The same, unless nothing is configured.</summary>
    public static IPlanModifier RequiresReplaceIfConfigured { get; } = new Replace(static (_, _) => true, onlyIfConfigured: true);

    /// <summary>Another value makes another object if the function of stored and planned value says so.</summary>
    public static IPlanModifier RequiresReplaceIf(Func<Value, Value, bool> isReplaced) => new Replace(isReplaced, onlyIfConfigured: false);

    /// <summary>The stored value stays where the function says that the stored and the configured one mean the same, such as texts of different case.</summary>
    public static IPlanModifier KeepStateIf(Func<Value, Value, bool> meansTheSame) => new SameMeaning(meansTheSame);

    private sealed class StateForUnknown : IPlanModifier
    {
        public void Modify(ref AttributePlan plan)
        {
            // An unknown configuration will say something else than the state, or the same; either is not known yet.
            if (plan.Planned.IsKnown || !plan.Config.IsKnown || plan.Prior is not { IsNull: false } prior) return;
            plan.Planned = prior;
        }
    }

    private sealed class Replace(Func<Value, Value, bool> isReplaced, bool onlyIfConfigured) : IPlanModifier
    {
        public void Modify(ref AttributePlan plan)
        {
            if (plan.IsNewObject || (onlyIfConfigured && plan.Config.IsNull)) return;
            var prior = plan.Prior ?? Value.Null(plan.Planned.Type);
            if (!prior.Equals(plan.Planned) && isReplaced(prior, plan.Planned)) plan.RequiresReplace = true;
        }
    }

    private sealed class SameMeaning(Func<Value, Value, bool> meansTheSame) : IPlanModifier
    {
        public void Modify(ref AttributePlan plan)
        {
            if (plan.Prior is not { IsNull: false, IsWhollyKnown: true } prior || plan.Planned is not { IsNull: false, IsWhollyKnown: true }) return;
            if (meansTheSame(prior, plan.Planned)) plan.Planned = prior;
        }
    }
}
