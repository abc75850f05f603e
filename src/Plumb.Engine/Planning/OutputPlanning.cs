using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning;

/// <summary>Compares the root module's outputs with those stored.</summary>
internal static class OutputPlanning
{
    public static IReadOnlyList<OutputChange> Changes(StateDocument previous, IReadOnlyDictionary<string, (Value Value, OutputConfig Config)> outputs, PlanMode mode, bool isTargeted, ModuleConfig root)
    {
        var changes = new List<OutputChange>();
        // Outputs are no part of what is destroyed by name.
        if (mode == PlanMode.Destroy && isTargeted) return changes;
        foreach (var name in root.Outputs.Keys.Union(previous.Outputs.Keys).Order(Core.Text.Utf8Order.Instance))
        {
            var stored = previous.Outputs.GetValueOrDefault(name);
            var declared = root.Outputs.GetValueOrDefault(name);
            if (declared is { Ephemeral: true }) continue;
            var before = stored is null ? Value.DynamicNull : stored.Sensitive ? stored.Value.WithMark(Mark.Sensitive) : stored.Value;
            Value after = Value.DynamicNull;
            if (mode != PlanMode.Destroy && declared is not null)
            {
                if (!outputs.TryGetValue(name, out var planned)) continue;
                if (Poison.In(planned.Value)) continue;
                after = planned.Value;
            }
            else if (stored is null) continue;
            var gone = mode == PlanMode.Destroy || declared is null;
            changes.Add(new OutputChange(name, gone ? ChangeAction.Delete : Action(stored, after, declared?.Sensitive ?? false), before, after, declared is { Sensitive: true } || stored is { Sensitive: true }));
        }
        return changes;
    }

    /// <summary>Keeps what is known of outputs in a state.</summary>
    public static void Store(StateDocument state, IReadOnlyDictionary<string, (Value Value, OutputConfig Config)> outputs)
    {
        foreach (var (name, (value, config)) in outputs)
        {
            if (Poison.In(value) || config.Ephemeral) continue;
            var plain = value.UnmarkDeep();
            if (plain.IsNull) state.Outputs.Remove(name);
            else if (plain.IsWhollyKnown) state.Outputs[name] = new OutputState(plain, plain.Type, config.Sensitive);
        }
    }

    /// <summary>What is shown changes too where only its sensitivity does.</summary>
    private static ChangeAction Action(OutputState? stored, Value after, bool sensitive)
    {
        if (stored is null) return after.IsNull ? ChangeAction.NoOp : ChangeAction.Create;
        return after.UnmarkDeep().Equals(stored.Value) && sensitive == stored.Sensitive ? ChangeAction.NoOp : ChangeAction.Update;
    }
}
