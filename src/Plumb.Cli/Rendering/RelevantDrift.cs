using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Rendering;

/// <summary>
/// What of the drift people should see: where nothing is planned but to take it up, all of it; beside planned changes, only
/// what contributes to them; where nothing would change, none.
/// </summary>
internal static class RelevantDrift
{
    public static IReadOnlyList<ResourceChange> Of(Plan plan)
    {
        if (plan.Mode == PlanMode.RefreshOnly) return plan.Drift;
        return plan.HasChanges ? [.. plan.Drift.Where(d => d.Action != ChangeAction.NoOp).Select(d => Narrow(d, plan)).OfType<ResourceChange>()] : [];
    }

    /// <summary>The drift with other attributes as they were; null where none of it matters.</summary>
    private static ResourceChange? Narrow(ResourceChange drift, Plan plan)
    {
        var paths = plan.RelevantAttributes.Where(a => a.Resource.Equals(drift.Address)).Select(a => a.Path).ToArray();
        if (paths.Length == 0 || drift.Action == ChangeAction.Delete) return paths.Length == 0 ? null : drift;
        if (drift.Before is not ObjectValue before || drift.After is not ObjectValue after) return null;
        var narrowed = before;
        foreach (var (name, value) in after.Entries)
            if (before[name] is { } earlier && !earlier.Equals(value) && paths.Any(p => Concerns(p, name, before, after))) narrowed = narrowed.With(name, value);
        return narrowed.Equals(before) ? null : drift with { After = narrowed };
    }

    private static bool Concerns(ValuePath path, string attribute, ObjectValue before, ObjectValue after)
    {
        if (path.IsRoot) return true;
        var first = path.Steps[0] switch
        {
            AttributeStep step => step.Name,
            IndexStep { Key: StringValue key } => key.Text,
            _ => null,
        };
        if (first != attribute) return false;
        var (old, now) = (ValueOperations.At(before.UnmarkDeep(), path), ValueOperations.At(after.UnmarkDeep(), path));
        return old is null || now is null || !old.Equals(now);
    }
}
