using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Rendering.Plans;

/// <summary>What stands above a changed object: what will happen to it, and why.</summary>
internal static class ChangeHeading
{
    public static IEnumerable<string> Of(ResourceChange change, Signs signs)
    {
        var subject = signs.Bold(change.DeposedKey is { } key ? $"{change.Address} (deposed object {key})" : change.Address.ToString());
        yield return change is { Action: ChangeAction.NoOp, IsMove: true } ? $"{signs.Bold(change.PreviousAddress.ToString())} has moved to {subject}" : $"{subject} {Verb(change, signs)}";
        if (change.DeposedKey is not null && change.Action == ChangeAction.Delete) yield return "(left over from a partially-failed replacement of this instance)";
        if (Because(change) is { } reason) yield return $"({reason})";
        if (change is { IsMove: true, Action: not ChangeAction.NoOp }) yield return $"(moved from {change.PreviousAddress})";
        if (change is { Importing: { } importing } && (change.Action != ChangeAction.NoOp || change.IsMove)) yield return importing.Id is { } id ? $"(imported from \"{id}\")" : "(imported by its identity)";
        if (change.GeneratedConfig is not null) yield return "(config will be generated)";
        if (change is { IsReplacement: true, Importing: not null }) yield return signs.Yellow("Warning: this will destroy the imported resource");
    }

    public static IEnumerable<string> OfDeferred(DeferredChange deferred, Signs signs)
    {
        yield return $"{signs.Bold(deferred.Change.Address.ToString())} was deferred";
        yield return deferred.Reason switch
        {
            DeferredReason.InstanceCountUnknown => "(because the number of instances is not known yet)",
            DeferredReason.ResourceConfigUnknown => "(because its configuration is not known yet)",
            DeferredReason.ProviderConfigUnknown => "(because the configuration of its provider is not known yet)",
            DeferredReason.AbsentPrerequisite => "(because something that it needs is not there yet)",
            DeferredReason.DeferredPrerequisite => "(because something that it depends on was deferred)",
            _ => "(its provider does not say why)",
        };
    }

    public static string OfDrift(ResourceChange drift) => drift.Action switch
    {
        ChangeAction.Delete => "has been deleted",
        ChangeAction.Update => "has changed",
        _ when drift.IsMove => $"has moved from {drift.PreviousAddress}",
        _ => "has changed",
    };

    private static string Verb(ResourceChange change, Signs signs) => change.Action switch
    {
        ChangeAction.Create => "will be created",
        ChangeAction.Read => "will be read during apply",
        ChangeAction.Update => "will be updated in-place",
        ChangeAction.Delete => $"will be {signs.Bold(signs.Red("destroyed"))}",
        ChangeAction.Forget => "will no longer be managed, but will not be destroyed",
        ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete => change.Reason switch
        {
            ChangeReason.ReplaceBecauseTainted => $"is tainted, so must be {signs.Bold(signs.Red("replaced"))}",
            ChangeReason.ReplaceByRequest => $"will be {signs.Bold(signs.Red("replaced"))}, as requested",
            ChangeReason.ReplaceByTriggers => $"will be {signs.Bold(signs.Red("replaced"))} due to changes in replace_triggered_by",
            _ => $"must be {signs.Bold(signs.Red("replaced"))}",
        },
        _ => change.Importing is null ? "has no changes" : "will be imported",
    };

    private static string? Because(ResourceChange change) => change.Reason switch
    {
        ChangeReason.DeleteBecauseNoResourceConfig => $"because {change.Address.Resource} is not in configuration",
        ChangeReason.DeleteBecauseNoModule => $"because {change.Address.Module} is not in configuration",
        ChangeReason.DeleteBecauseNoMoveTarget => $"because {change.PreviousAddress} was moved to {change.Address}, which is not in configuration",
        ChangeReason.DeleteBecauseWrongRepetition when change.Address.Key.IsNone => "because resource uses count or for_each",
        ChangeReason.DeleteBecauseWrongRepetition => change.Address.Key.IsString ? "because resource does not use for_each" : "because resource does not use count",
        ChangeReason.DeleteBecauseCountIndex => $"because index {change.Address.Key} is out of range for count",
        ChangeReason.DeleteBecauseEachKey => $"because key {change.Address.Key} is not in for_each map",
        ChangeReason.DeleteBecauseEnabledFalse => "because it is not enabled any more",
        ChangeReason.ReadBecauseConfigUnknown => "config refers to values not yet known",
        ChangeReason.ReadBecauseDependencyPending => "depends on a resource or a module with changes pending",
        ChangeReason.ReadBecauseCheckNested => "config will be reloaded to verify a check block",
        ChangeReason.None when change.Action == ChangeAction.Forget => "destroy = false is set in the configuration",
        _ => null,
    };
}
