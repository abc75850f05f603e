using Plumb.Core.Addresses;
using Plumb.Core.Functions;

namespace Plumb.Provider.Schemas;

/// <summary>All that a provider offers.</summary>
public sealed record ProviderSchema
{
    public Schema Provider { get; init; } = Schema.Empty;

    /// <summary>The schema of <c>provider_meta</c> blocks; null where the provider takes none.</summary>
    public Schema? ProviderMeta { get; init; }

    public IReadOnlyDictionary<string, Schema> Resources { get; init; } = new Dictionary<string, Schema>();

    public IReadOnlyDictionary<string, Schema> DataSources { get; init; } = new Dictionary<string, Schema>();

    public IReadOnlyDictionary<string, Schema> EphemeralResources { get; init; } = new Dictionary<string, Schema>();

    /// <summary>What can be asked of lists of resources, by the type of the resource.</summary>
    public IReadOnlyDictionary<string, Schema> Lists { get; init; } = new Dictionary<string, Schema>();

    public IReadOnlyDictionary<string, Schema> Actions { get; init; } = new Dictionary<string, Schema>();

    public IReadOnlyDictionary<string, IdentitySchema> Identities { get; init; } = new Dictionary<string, IdentitySchema>();

    /// <summary>Signatures; an embedded provider's functions have bodies, a plugin's call it.</summary>
    public IReadOnlyDictionary<string, Function> Functions { get; init; } = new Dictionary<string, Function>();

    public ProviderCapabilities Capabilities { get; init; } = new();

    /// <summary>What went wrong in finding all this out; with an error among them the rest says nothing.</summary>
    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The schema of a type of resource in one of the modes; null if the provider has none of that name.</summary>
    public Schema? Resource(ResourceMode mode, string type)
    {
        var table = mode switch
        {
            ResourceMode.Managed => Resources,
            ResourceMode.Data => DataSources,
            ResourceMode.List => Lists,
            ResourceMode.Action => Actions,
            _ => EphemeralResources,
        };
        return table.GetValueOrDefault(type);
    }
}

public sealed record ProviderCapabilities
{
    /// <summary>Destroying is planned through the provider too.</summary>
    public bool PlanDestroy { get; init; }

    public bool MoveResourceState { get; init; }

    /// <summary>The provider knows itself what configuration describes an object that exists.</summary>
    public bool GenerateResourceConfig { get; init; }
}
