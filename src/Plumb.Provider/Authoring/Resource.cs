using Plumb.Core.Values;
using Plumb.Provider.Authoring.State;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>
/// One type of managed resource, on values as the protocol has them. Values are of the schema's type. A call that needs
/// no waiting completes at once and allocates nothing for that. Private data that an answer leaves empty stay as they were.
/// </summary>
public abstract class Resource
{
    private static readonly IReadOnlyList<StateUpgrade> NoUpgrades = [];

    public abstract string Type { get; }

    public abstract Schema Schema { get; }

    /// <summary>The attributes that tell an object apart from all others; null for a resource without them.</summary>
    public virtual IdentitySchema? Identity => null;

    /// <summary>Steps from stored forms of earlier schema versions; a version without one is read as if it were the present.</summary>
    public virtual IReadOnlyList<StateUpgrade> Upgrades => NoUpgrades;

    /// <summary>Whether <see cref="PlanDestroyAsync"/> is to be called before an object is destroyed.</summary>
    public virtual bool PlansDestroy => false;

    public virtual ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([]);

    /// <summary>What the object would be. Never called for a destroy.</summary>
    public abstract ValueTask<PlanResponse> PlanAsync(PlanCall call, CancellationToken cancellation);

    public virtual ValueTask<PlanResponse> PlanDestroyAsync(PlanDestroyCall call, CancellationToken cancellation) =>
        new(new PlanResponse(NoObject) { Private = call.Request.PriorPrivate });

    public abstract ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation);

    public virtual ValueTask<ApplyResponse> UpdateAsync(ApplyCall call, CancellationToken cancellation) => new(new ApplyResponse(call.Planned));

    public virtual ValueTask<ApplyResponse> DeleteAsync(DeleteCall call, CancellationToken cancellation) => new(new ApplyResponse(NoObject));

    /// <summary>The object as it is now; a null value where it is gone.</summary>
    public virtual ValueTask<ReadResponse> ReadAsync(ReadCall call, CancellationToken cancellation) => new(new ReadResponse(call.Current));

    public virtual ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) => new(new ImportResponse([])
    {
        Diagnostics = [ProviderDiagnostic.Error("Resource Import Not Implemented", $"Resources of type {Type} cannot be imported.")],
    });

    /// <summary>Stored attributes of any schema version in the present form.</summary>
    public virtual ValueTask<UpgradeResponse> UpgradeAsync(UpgradeCall call, CancellationToken cancellation) =>
        new(StateUpgrader.Upgrade(call.Request, Schema, Upgrades));

    public virtual ValueTask<UpgradeResponse> UpgradeIdentityAsync(UpgradeCall call, CancellationToken cancellation) =>
        new(Identity is null ? new UpgradeResponse(null, []) : StoredObjects.Read(call.Json, Identity.ImpliedType, Type));

    public virtual ValueTask<MoveResponse> MoveAsync(MoveCall call, CancellationToken cancellation) => new(new MoveResponse((Value?)null)
    {
        Diagnostics = [ProviderDiagnostic.Error("Move Not Supported", $"Objects of type {call.Request.SourceType} cannot become {Type}.")],
    });

    /// <summary>Whether <see cref="GenerateConfigAsync"/> knows better than the schema what configuration describes an object.</summary>
    public virtual bool GeneratesConfig => false;

    /// <summary>What configuration describes an object that exists; as it stands, all that the schema lets a configuration say, as the object has it.</summary>
    public virtual ValueTask<GenerateConfigResponse> GenerateConfigAsync(GenerateConfigCall call, CancellationToken cancellation) =>
        new(new GenerateConfigResponse(ConfigurationOf.Object(Schema.Block, call.State)));

    /// <summary>The value that says that there is no object.</summary>
    protected NullValue NoObject => Value.Null(Schema.Block.ImpliedType);

    /// <summary>Attributes of the prior object that differ from the proposed one, of those named.</summary>
    protected static IReadOnlyList<ValuePath> Changed(ObjectValue? prior, ObjectValue proposed, params ReadOnlySpan<string> names)
    {
        if (prior is null) return [];
        var changed = new List<ValuePath>();
        foreach (var name in names)
            if (prior[name] is { } before && !before.Equals(proposed[name])) changed.Add(ValuePath.Root.Attribute(name));
        return changed;
    }
}
