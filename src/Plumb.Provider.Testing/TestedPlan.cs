using System.Text;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;

namespace Plumb.Provider.Testing;

/// <summary>A plan to look at.</summary>
public sealed class TestedPlan
{
    private readonly Plan _plan;

    internal TestedPlan(Plan plan) => _plan = plan;

    /// <summary>Nothing would change.</summary>
    public bool IsEmpty => !_plan.HasChanges;

    /// <summary>What would become of the resource at an address; <see cref="ChangeAction.NoOp"/> where the plan does not speak of it.</summary>
    public ChangeAction Action(string resource) => Change(resource)?.Action ?? ChangeAction.NoOp;

    /// <summary>Whether the object would be destroyed and made anew.</summary>
    public bool Replaces(string resource) => Change(resource) is { IsReplacement: true };

    /// <summary>The attributes that make a change a replacement.</summary>
    public IReadOnlyList<string> ReplacedBy(string resource) => [.. (Change(resource)?.ReplacePaths ?? []).Select(p => p.ToString().TrimStart('.'))];

    /// <summary>A planned attribute, perhaps unknown.</summary>
    public Value Planned(string resource, string attribute) =>
        (Change(resource)?.After.UnmarkDeep() as ObjectValue)?[attribute] ?? throw new ProviderTestException($"The plan has no attribute \"{attribute}\" of {resource}.");

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var change in _plan.Changes.Where(c => c.Action != ChangeAction.NoOp))
        {
            text.Append(change.Action).Append(' ').Append(change.Address).Append('\n');
            if (change.Before is not ObjectValue before || change.After is not ObjectValue after) continue;
            foreach (var (name, value) in after.Entries)
                if (!value.Equals(before[name])) text.Append("    ").Append(name).Append(": ").Append(before[name]).Append(" -> ").Append(value).Append('\n');
        }
        foreach (var output in _plan.Outputs.Where(o => o.Action != ChangeAction.NoOp)) text.Append(output.Action).Append(" output ").Append(output.Name).Append('\n');
        return text.ToString();
    }

    private ResourceChange? Change(string resource) => _plan.Changes.FirstOrDefault(c => c.DeposedKey is null && c.Address.ToString() == resource);
}
