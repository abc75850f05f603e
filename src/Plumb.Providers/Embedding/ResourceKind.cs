using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Embedding;

/// <summary>One type of managed resource of an embedded provider. Calls complete at once; values are of the schema's type.</summary>
public abstract class ResourceKind
{
    public abstract string Type { get; }

    public abstract Schema Schema { get; }

    public virtual IReadOnlyList<ProviderDiagnostic> Validate(ObjectValue config) => [];

    /// <summary>What the object would be; prior is null for a new one. Never called for a destroy.</summary>
    public abstract PlanResponse Plan(ObjectValue? prior, ObjectValue proposed, ObjectValue config);

    public abstract ApplyResponse Create(ObjectValue planned, ObjectValue config);

    public virtual ApplyResponse Update(ObjectValue prior, ObjectValue planned, ObjectValue config) => new(planned);

    public virtual ApplyResponse Delete(ObjectValue prior) => new(Value.Null(Schema.Block.ImpliedType));

    /// <summary>The object as it is now; a null value where it is gone.</summary>
    public virtual ReadResponse Read(ObjectValue current) => new(current);

    public virtual ImportResponse Import(string id) => new([])
    {
        Diagnostics = [ProviderDiagnostic.Error("Resource Import Not Implemented", $"Resources of type {Type} cannot be imported.")],
    };

    /// <summary>Stored attributes of an older schema version, as JSON, in the present form.</summary>
    public virtual UpgradeResponse Upgrade(long version, ReadOnlyMemory<byte> json) => StoredObjects.Read(json, Schema, Type);

    public virtual MoveResponse Move(MoveRequest request) => new((Value?)null)
    {
        Diagnostics = [ProviderDiagnostic.Error("Move Not Supported", $"Objects of type {request.SourceType} cannot become {Type}.")],
    };

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

/// <summary>One type of data source of an embedded provider.</summary>
public abstract class DataKind
{
    public abstract string Type { get; }

    public abstract Schema Schema { get; }

    public virtual IReadOnlyList<ProviderDiagnostic> Validate(ObjectValue config) => [];

    public abstract ReadDataResponse Read(ObjectValue config);
}
