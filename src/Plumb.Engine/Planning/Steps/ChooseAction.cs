using Plumb.Engine.Planning.Model;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 6: what is to be done, and why. A replacement is planned once more as a new object.</summary>
internal static class ChooseAction
{
    public static async ValueTask<bool> RunAsync(ResourceContext context, CancellationToken cancellation)
    {
        var planned = context.Planned ?? context.Null();
        if (context.IsTainted) return Replace(context, ChangeReason.ReplaceBecauseTainted);
        if (context.PriorValue.IsNull)
        {
            context.Action = ChangeAction.Create;
            return true;
        }
        if (context.ForcedReplace) return await ReplaceAsync(context, ChangeReason.ReplaceByRequest, cancellation).ConfigureAwait(false);
        if (context.TriggeredReplace) return await ReplaceAsync(context, ChangeReason.ReplaceByTriggers, cancellation).ConfigureAwait(false);
        if (context.ReplacePaths.Count > 0) return await ReplaceAsync(context, ChangeReason.ReplaceBecauseCannotUpdate, cancellation).ConfigureAwait(false);

        var same = ReferenceEquals(planned, context.PriorValue) || planned.Equals(context.PriorValue);
        context.Action = same && SameMarks(context) ? ChangeAction.NoOp : ChangeAction.Update;
        return true;
    }

    private static async ValueTask<bool> ReplaceAsync(ResourceContext context, ChangeReason reason, CancellationToken cancellation) =>
        Replace(context, reason) && await Compare.ReplanAsNewAsync(context, cancellation).ConfigureAwait(false);

    private static bool Replace(ResourceContext context, ChangeReason reason)
    {
        context.Action = context.Site.CreateBeforeDestroy ? ChangeAction.CreateThenDelete : ChangeAction.DeleteThenCreate;
        context.Reason = reason;
        return true;
    }

    /// <summary>Whether what is stored as sensitive is what the configuration and schema say; if not, the state has to be written anew.</summary>
    private static bool SameMarks(ResourceContext context)
    {
        if (context.PriorMarks.Count == 0 && context.ConfigMarks.Count == 0) return true;
        var before = context.Marked(context.PriorValue, context.PriorMarks);
        var after = context.Marked(context.PriorValue, context.ConfigMarks);
        return before.Equals(after);
    }
}
