using Plumb.Core.Values;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>
/// A resource that never changes in place: a new value of any argument makes a new object. Arguments left out take their
/// defaults, and what is computed becomes known when the object is made.
/// </summary>
public abstract class ReplacedResource : Resource
{
    /// <summary>A map in which a null element counts as one that is not there; null where the resource has none.</summary>
    protected virtual string? TriggerMap => null;

    /// <summary>The value of an argument that is not configured; null where it is the provider's to compute, or stays null.</summary>
    protected virtual Value? DefaultOf(string name, ObjectValue config) => null;

    public sealed override ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation)
    {
        var (prior, planned, config) = (call.Prior, call.Proposed, call.Config);
        foreach (var attribute in Schema.Block.Attributes)
        {
            if (!attribute.Computed || config.IsSet(attribute.Name)) continue;
            if (DefaultOf(attribute.Name, config) is { } value) planned = planned.With(attribute.Name, value);
            else if (prior is null) planned = planned.With(attribute.Name, Value.Unknown(attribute.ImpliedType));
        }
        return new(new PlanResponse(planned) { RequiresReplace = prior is null ? (IReadOnlyList<ValuePath>)[] : Replacing(prior, planned) });
    }

    /// <summary>Whether a stored value and a wanted one are of different objects.</summary>
    protected virtual bool IsChange(string name, Value before, Value after) =>
        name == TriggerMap ? !SameTriggers(before, after) : !before.Equals(after);

    private List<ValuePath> Replacing(ObjectValue prior, ObjectValue planned)
    {
        var replacing = new List<ValuePath>();
        foreach (var attribute in Schema.Block.Attributes)
        {
            if (attribute is { Required: false, Optional: false }) continue;
            var none = Value.Null(attribute.ImpliedType);
            if (IsChange(attribute.Name, prior[attribute.Name] ?? none, planned[attribute.Name] ?? none))
                replacing.Add(ValuePath.Root.Attribute(attribute.Name));
        }
        return replacing;
    }

    private static bool SameTriggers(Value before, Value after)
    {
        if (before is UnknownValue || after is UnknownValue) return false;
        return Present(before).SequenceEqual(Present(after));
    }

    private static IEnumerable<KeyValuePair<string, Value>> Present(Value map) =>
        map is NamedValues entries ? entries.Entries.Where(e => !e.Value.IsNull) : [];
}
