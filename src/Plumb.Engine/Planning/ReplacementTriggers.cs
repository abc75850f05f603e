using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning;

/// <summary>Decides by <c>replace_triggered_by</c> whether planned changes elsewhere replace an instance.</summary>
internal sealed class ReplacementTriggers(PlanLedger ledger, DiagnosticBag diagnostics)
{
    public bool Trigger(ResourceSite site, RepetitionInstance repetition)
    {
        foreach (var expression in site.Config.Lifecycle.ReplaceTriggeredBy)
            if (Triggers(expression, site, repetition)) return true;
        return false;
    }

    private bool Triggers(Expression expression, ResourceSite site, RepetitionInstance repetition)
    {
        if (KeyedReference.Flatten(expression, site.Scope(repetition, null), diagnostics) is not { } traversal || ReferenceParser.Parse(traversal, diagnostics) is not ResourceReference reference) return false;
        var address = new ResourceAddress(site.Module.Address, reference.Resource);
        var rest = traversal.Steps.Skip(reference.StepsTaken + (reference.Key.IsNone ? 0 : 1)).ToArray();
        if (reference.Key.IsNone && site.Module.Resource(reference.Resource) is { } instances)
        {
            if (rest.Length == 0 || instances.Repetition.Kind is RepetitionKind.Count or RepetitionKind.ForEach)
                return Enumerable.Range(0, instances.Count).Any(i => Changes(address.Instance(instances.KeyAt(i)), rest));
        }
        return Changes(address.Instance(reference.Key), rest);
    }

    private bool Changes(ResourceInstanceAddress address, TraversalStep[] rest)
    {
        if (ledger.Find(address) is not { Action: ChangeAction.Update or ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete or ChangeAction.Create } change) return false;
        if (rest.Length == 0) return true;
        var path = ValuePath.Of(rest.Select(s => s switch
        {
            AttributeTraversal a => (PathStep)new AttributeStep(a.Name),
            IndexTraversal i => new IndexStep(i.Key),
            _ => throw new System.Diagnostics.UnreachableException(),
        }));
        var (before, after) = (At(change.Before, path), At(change.After, path));
        return before is null || after is null ? before is not null || after is not null : !before.Equals(after);
    }

    private static Value? At(Value value, ValuePath path) => value.IsNull ? null : ValueOperations.At(value.UnmarkDeep(), path);
}
