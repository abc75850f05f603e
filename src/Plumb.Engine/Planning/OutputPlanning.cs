using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning;

/// <summary>Compares the root module's outputs with those stored.</summary>
internal static class OutputPlanning
{
    public static IReadOnlyList<OutputChange> Changes(StateDocument previous, IReadOnlyDictionary<string, (Value Value, OutputConfig Config)> outputs, PlanMode mode, ModuleConfig root)
    {
        var changes = new List<OutputChange>();
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
            changes.Add(new OutputChange(name, Action(stored, before, after), before, after, declared?.Sensitive ?? stored?.Sensitive ?? false));
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

    private static ChangeAction Action(OutputState? stored, Value before, Value after)
    {
        if (stored is null) return after.IsNull ? ChangeAction.NoOp : ChangeAction.Create;
        if (after.IsNull) return ChangeAction.Delete;
        return before.UnmarkDeep().Equals(after.UnmarkDeep()) && before.Marks.IsSensitive == after.MarksDeep().IsSensitive ? ChangeAction.NoOp : ChangeAction.Update;
    }
}
