using Plumb.Core.Addresses;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning;

/// <summary>
/// Which objects of the state may go where a plan has targets or exclusions: those that are meant themselves, and while
/// everything is destroyed also what was made from them. What a target needs stays.
/// </summary>
internal sealed class DestroyTargets
{
    private readonly PlanOptions _options;
    private readonly HashSet<ResourceConfigAddress> _dependents = [];

    public DestroyTargets(PlanOptions options, StateDocument state)
    {
        _options = options;
        if (options.Mode == PlanMode.Destroy && options.Targets.Count > 0) AddDependents(state);
    }

    public bool Has(ResourceInstanceAddress address)
    {
        if (_options.Excludes.Any(t => t.Matches(address))) return false;
        return _options.Targets.Count == 0 || _options.Targets.Any(t => t.Matches(address)) || _dependents.Contains(address.Resource.Config);
    }

    /// <summary>Whether the object goes only because it was made from a target; such a one is not looked at before.</summary>
    public bool IsDependent(ResourceInstanceAddress address) => _dependents.Contains(address.Resource.Config) && !_options.Targets.Any(t => t.Matches(address));

    private void AddDependents(StateDocument state)
    {
        var dependents = state.Resources.Values
            .SelectMany(r => r.Instances.Values.SelectMany(i => i.Current?.Dependencies ?? []).Distinct().Select(d => (Needed: d, By: r.Address.Config)))
            .ToLookup(p => p.Needed, p => p.By);
        var open = new Stack<ResourceConfigAddress>(state.Resources.Values
            .Where(r => r.Instances.Keys.Any(k => _options.Targets.Any(t => t.Matches(r.Address.Instance(k))))).Select(r => r.Address.Config));
        while (open.TryPop(out var block))
            foreach (var dependent in dependents[block])
                if (_dependents.Add(dependent)) open.Push(dependent);
    }
}
