using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.State.Model;
using Plumb.Engine.Walking;
using Plumb.Hcl.Decoding;
using Plumb.Provider;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning;

/// <summary>What all instances of a resource block in one module instance share while they are planned.</summary>
internal sealed record ResourceSite
{
    public required RunContext Run { get; init; }

    public required PlanOptions Options { get; init; }

    public required PlanLedger Ledger { get; init; }

    public required ResourceAddress Address { get; init; }

    public required ResourceConfig Config { get; init; }

    public required ModuleInstance Module { get; init; }

    public required Schema Schema { get; init; }

    /// <summary>Of its objects' identities; null where the provider gives them none.</summary>
    public IdentitySchema? Identity => Run.Schemas.GetValueOrDefault(ProviderConfig.Provider)?.Identities.GetValueOrDefault(Type);

    public required IProvider Provider { get; init; }

    public required ProviderConfigAddress ProviderConfig { get; init; }

    /// <summary>The block's body, read once.</summary>
    public required BodyTemplate Template { get; init; }

    public required Repetition Repetition { get; init; }

    /// <summary>Its own or forced by what depends on it.</summary>
    public bool CreateBeforeDestroy { get; init; }

    public IReadOnlyList<ResourceConfigAddress> Dependencies { get; init; } = [];

    /// <summary>Where the block stands in the state; null if nowhere.</summary>
    public ResourceState? State { get; init; }

    /// <summary>Whose objects the state has there, before this run says anything else; a moved resource takes that along.</summary>
    public ProviderAddress? StoredProvider { get; init; }

    public required Func<RepetitionInstance, Value?, ModuleScope> Scope { get; init; }

    /// <summary>What names mean in the configuration of an action that an object sets off.</summary>
    public required Func<RepetitionInstance, Value?, ModuleScope> CallerScope { get; init; }

    public required CheckLedger Checks { get; init; }

    /// <summary>Why all instances have to wait for a later plan; null where they need not.</summary>
    public DeferredReason? Deferral { get; init; }

    public InstanceKey ProviderKey { get; init; }

    /// <summary>What the module tells the provider of itself.</summary>
    public Value? ProviderMeta { get; init; }

    public string Type => Config.Name.Type;

    /// <summary>What a state of long ago says of the kind of repetition; the peer keeps it and does not write it anew.</summary>
    public string? Each => State?.Each;
}

/// <summary>
/// One instance of a managed resource on its way through the steps of planning. Each step fills in what it is named
/// after; a step that cannot go on says so, and the instance is poisoned.
/// </summary>
internal sealed class ResourceContext(ResourceSite site, RepetitionInstance repetition)
{
    private static readonly IReadOnlyList<PathMarks> NoMarks = [];

    /// <summary>Of a resource whose configuration is generated it gets the body when that is known.</summary>
    public ResourceSite Site { get; set; } = site;

    public RepetitionInstance Repetition { get; } = repetition;

    public ResourceInstanceAddress Address { get; } = site.Address.Instance(repetition.Key);

    public DiagnosticBag Diagnostics => Site.Run.Diagnostics;

    /// <summary>Where the object was before moves.</summary>
    public ResourceInstanceAddress? PreviousAddress { get; set; }

    /// <summary>The stored object, upgraded and refreshed as steps go; null where there is none.</summary>
    public ObjectState? Prior { get; set; }

    /// <summary>The prior object as a value without marks; a null value where there is none, or it is tainted.</summary>
    public required Value PriorValue { get; set; }

    public ImportingObject? Importing { get; set; }

    /// <summary>Why the change has to wait for a later plan; null where it need not.</summary>
    public DeferredReason? Deferral { get; set; } = site.Deferral;

    /// <summary>What expressions see of an object whose import waits.</summary>
    public Value? Awaited { get; set; }

    /// <summary>The resource block written for an imported object that has none.</summary>
    public string? GeneratedConfig { get; set; }

    /// <summary>The configuration with its marks, and with <c>ignore_changes</c> put in.</summary>
    public Value? Config { get; set; }

    /// <summary>The configuration as written, without marks.</summary>
    public Value? WrittenConfig { get; set; }

    public Value? ProposedConfig { get; set; }

    public IReadOnlyList<PathMarks> ConfigMarks { get; set; } = NoMarks;

    public Value? Proposed { get; set; }

    public Value? Planned { get; set; }

    public ReadOnlyMemory<byte> PlannedPrivate { get; set; }

    /// <summary>What tells the prior object apart; null where there is none, or nothing is known.</summary>
    public Value? PriorIdentity { get; set; }

    public Value? PlannedIdentity { get; set; }

    public IReadOnlyList<ValuePath> ReplacePaths { get; set; } = [];

    public bool ForcedReplace { get; set; }

    public bool TriggeredReplace { get; set; }

    public ChangeAction Action { get; set; }

    public ChangeReason Reason { get; set; }

    public bool IsTainted => Prior?.Status == ObjectStatus.Tainted;

    public ModuleScope Scope(Value? self = null) => Site.Scope(Repetition, self);

    public Value Null() => Value.Null(Site.Schema.Block.ImpliedType);

    /// <summary>A value of the schema with the marks of the schema and, where given, others.</summary>
    public Value Marked(Value value, IReadOnlyList<PathMarks> marks)
    {
        var declared = SchemaMarks.Sensitive(Site.Schema.Block, value);
        if (declared.Count > 0) value = value.WithMarksAt(declared);
        return marks.Count > 0 ? value.WithMarksAt(marks) : value;
    }

    /// <summary>The marks that the stored object had.</summary>
    public IReadOnlyList<PathMarks> PriorMarks => Prior is { SensitivePaths.Count: > 0 } prior
        ? [.. prior.SensitivePaths.Select(p => new PathMarks(p, MarkSet.Sensitive))]
        : NoMarks;
}
