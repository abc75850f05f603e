using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Rendering;

/// <summary>How many objects a plan adds, changes, destroys, imports and forgets.</summary>
internal readonly record struct ChangeCounts(int Add, int Change, int Destroy, int Import, int Forget)
{
    /// <summary>How many actions.</summary>
    public int Invoke { get; init; }

    public static ChangeCounts Of(Plan plan)
    {
        var counts = default(ChangeCounts) with { Invoke = plan.Actions.Count };
        foreach (var change in plan.Changes)
        {
            if (change.Importing is not null) counts = counts with { Import = counts.Import + 1 };
            counts = change.Action switch
            {
                ChangeAction.Create => counts with { Add = counts.Add + 1 },
                ChangeAction.Update => counts with { Change = counts.Change + 1 },
                ChangeAction.Delete => counts with { Destroy = counts.Destroy + 1 },
                ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete => counts with { Add = counts.Add + 1, Destroy = counts.Destroy + 1 },
                ChangeAction.Forget => counts with { Forget = counts.Forget + 1 },
                _ => counts,
            };
        }
        return counts;
    }
}
