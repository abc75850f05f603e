using Plumb.Engine.Planning.Model;

namespace Plumb.Cli.Rendering.Json;

/// <summary>The words that machine-readable output has for actions and their reasons.</summary>
internal static class ChangeWords
{
    public static IReadOnlyList<string> Actions(ChangeAction action) => action switch
    {
        ChangeAction.NoOp => ["no-op"],
        ChangeAction.Create => ["create"],
        ChangeAction.Read => ["read"],
        ChangeAction.Update => ["update"],
        ChangeAction.Delete => ["delete"],
        ChangeAction.DeleteThenCreate => ["delete", "create"],
        ChangeAction.CreateThenDelete => ["create", "delete"],
        ChangeAction.Forget => ["forget"],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>In messages a replacement is one action, and nothing to do is written in one word.</summary>
    public static string Action(ChangeAction action) => action switch
    {
        ChangeAction.NoOp => "noop",
        ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete => "replace",
        ChangeAction.Forget => "remove",
        _ => Actions(action)[0],
    };

    public static string Deferral(DeferredReason reason) => reason switch
    {
        DeferredReason.InstanceCountUnknown => "instance_count_unknown",
        DeferredReason.ResourceConfigUnknown => "resource_config_unknown",
        DeferredReason.ProviderConfigUnknown => "provider_config_unknown",
        DeferredReason.AbsentPrerequisite => "absent_prereq",
        DeferredReason.DeferredPrerequisite => "deferred_prereq",
        _ => "unknown",
    };

    public static string? PlanReason(ChangeReason reason) => reason switch
    {
        ChangeReason.ReplaceBecauseTainted => "replace_because_tainted",
        ChangeReason.ReplaceByRequest => "replace_by_request",
        ChangeReason.ReplaceByTriggers => "replace_by_triggers",
        ChangeReason.ReplaceBecauseCannotUpdate => "replace_because_cannot_update",
        _ => Reason(reason),
    };

    public static string? MessageReason(ChangeReason reason) => reason switch
    {
        ChangeReason.ReplaceBecauseTainted => "tainted",
        ChangeReason.ReplaceByRequest => "requested",
        ChangeReason.ReplaceByTriggers => "replace_triggered_by",
        ChangeReason.ReplaceBecauseCannotUpdate => "cannot_update",
        _ => Reason(reason),
    };

    private static string? Reason(ChangeReason reason) => reason switch
    {
        ChangeReason.None => null,
        ChangeReason.DeleteBecauseNoResourceConfig => "delete_because_no_resource_config",
        ChangeReason.DeleteBecauseWrongRepetition => "delete_because_wrong_repetition",
        ChangeReason.DeleteBecauseCountIndex => "delete_because_count_index",
        ChangeReason.DeleteBecauseEachKey => "delete_because_each_key",
        ChangeReason.DeleteBecauseNoModule => "delete_because_no_module",
        ChangeReason.DeleteBecauseNoMoveTarget => "delete_because_no_move_target",
        ChangeReason.DeleteBecauseEnabledFalse => "delete_because_enabled_false",
        ChangeReason.ReadBecauseConfigUnknown => "read_because_config_unknown",
        ChangeReason.ReadBecauseDependencyPending => "read_because_dependency_pending",
        ChangeReason.ReadBecauseCheckNested => "read_because_check_nested",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
