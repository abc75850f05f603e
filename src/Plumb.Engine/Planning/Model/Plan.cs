using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning.Model;

public enum PlanMode
{
    Normal,
    Destroy,
    RefreshOnly,
}

/// <summary>What will change, and from what: everything that apply, the plan file and the renderers need.</summary>
public sealed record Plan
{
    public required PlanMode Mode { get; init; }

    /// <summary>The root module's variables as given, before defaults; ephemeral ones without values.</summary>
    public IReadOnlyDictionary<string, Value> Variables { get; init; } = new Dictionary<string, Value>();

    /// <summary>Names of ephemeral variables that must be given again on apply.</summary>
    public IReadOnlyList<string> EphemeralVariables { get; init; } = [];

    /// <summary>In address order; instances without a change are among them with the action <see cref="ChangeAction.NoOp"/>.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; init; } = [];

    /// <summary>What was found changed outside of the configuration.</summary>
    public IReadOnlyList<ResourceChange> Drift { get; init; } = [];

    /// <summary>Changes that have to wait for a later plan, with what is known of them; only where that was allowed.</summary>
    public IReadOnlyList<DeferredChange> Deferred { get; init; } = [];

    /// <summary>What is to be done beside changing objects, in the order of what sets it off.</summary>
    public IReadOnlyList<ActionInvocation> Actions { get; init; } = [];

    public IReadOnlyList<DeferredAction> DeferredActions { get; init; } = [];

    /// <summary>Providers may put changes off, and instances need not be known.</summary>
    public bool DeferralAllowed { get; init; }

    public IReadOnlyList<OutputChange> Outputs { get; init; } = [];

    public IReadOnlyList<CheckResultState> Checks { get; init; } = [];

    /// <summary>The state as stored, before moves, upgrades and refresh.</summary>
    public required StateDocument PreviousState { get; init; }

    /// <summary>The state after moves, upgrades and refresh: what the changes start from.</summary>
    public required StateDocument PriorState { get; init; }

    public IReadOnlyList<string> Targets { get; init; } = [];

    public IReadOnlyList<string> Excludes { get; init; } = [];

    public IReadOnlyList<string> ForcedReplacements { get; init; } = [];

    /// <summary>Attributes outside that contributed to changes: where drift may explain a change.</summary>
    public IReadOnlyList<RelevantAttribute> RelevantAttributes { get; init; } = [];

    public DateTimeOffset Timestamp { get; init; }

    public string Workspace { get; init; } = "default";

    public bool Errored { get; init; }

    /// <summary>Read from a file: what it was made with has to hold once more when it is applied.</summary>
    public bool IsSaved { get; init; }

    /// <summary>False where planning could not begin, so that nothing is known of what would change.</summary>
    public bool Attempted { get; init; } = true;

    /// <summary>Applying would change something, if only the state.</summary>
    public bool Applyable { get; init; }

    /// <summary>After applying nothing would be left to do.</summary>
    public bool Complete { get; init; }

    /// <summary>Whether anything would change that a person should approve.</summary>
    public bool HasChanges => Changes.Any(c => c.Action != ChangeAction.NoOp || c.IsMove || c.Importing is not null) || Actions.Count > 0 || Outputs.Any(o => o.Action != ChangeAction.NoOp);
}

public enum ChangeAction
{
    NoOp,
    Create,
    Read,
    Update,
    Delete,
    DeleteThenCreate,
    CreateThenDelete,
    Forget,
}

public enum ChangeReason
{
    None,
    ReplaceBecauseTainted,
    ReplaceByRequest,
    ReplaceByTriggers,
    ReplaceBecauseCannotUpdate,
    DeleteBecauseNoResourceConfig,
    DeleteBecauseWrongRepetition,
    DeleteBecauseCountIndex,
    DeleteBecauseEachKey,
    DeleteBecauseNoModule,
    DeleteBecauseNoMoveTarget,
    DeleteBecauseEnabledFalse,
    ReadBecauseConfigUnknown,
    ReadBecauseDependencyPending,
    ReadBecauseCheckNested,
}

/// <summary>The change of one object. Before and after carry their marks; null values stand for absence.</summary>
public sealed record ResourceChange
{
    public required ResourceInstanceAddress Address { get; init; }

    /// <summary>Where the object was before moves; equal to the address where it was not moved.</summary>
    public required ResourceInstanceAddress PreviousAddress { get; init; }

    /// <summary>Set for an object that waits to be destroyed beside the current one.</summary>
    public string? DeposedKey { get; init; }

    public required ProviderConfigAddress Provider { get; init; }

    public InstanceKey ProviderKey { get; init; }

    public required ChangeAction Action { get; init; }

    public ChangeReason Reason { get; init; }

    public required Value Before { get; init; }

    public required Value After { get; init; }

    /// <summary>The attributes that force a replacement.</summary>
    public IReadOnlyList<ValuePath> ReplacePaths { get; init; } = [];

    public ReadOnlyMemory<byte> PlannedPrivate { get; init; }

    public Value? BeforeIdentity { get; init; }

    public Value? AfterIdentity { get; init; }

    public ImportingObject? Importing { get; init; }

    /// <summary>Configuration written for an import that had none.</summary>
    public string? GeneratedConfig { get; init; }

    /// <summary>The configuration had unknown values, so the plan is made again when they are known.</summary>
    public bool ConfigUnknown { get; init; }

    public IReadOnlyList<ResourceConfigAddress> Dependencies { get; init; } = [];

    public bool CreateBeforeDestroy { get; init; }

    public bool IsMove => !PreviousAddress.Equals(Address);

    public bool IsReplacement => Action is ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete;
}

public sealed record ImportingObject(string? Id, Value? Identity, bool Unknown);

/// <summary>The change of an output of the root module; the values carry their marks.</summary>
public sealed record OutputChange(string Name, ChangeAction Action, Value Before, Value After, bool Sensitive);

public sealed record RelevantAttribute(ResourceInstanceAddress Resource, ValuePath Path);
