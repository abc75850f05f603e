using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>What a provider serves, by name; made once, when the first call comes.</summary>
internal sealed class ServedTypes
{
    public ServedTypes(ComposedProvider provider)
    {
        Resources = provider.Resources.ToDictionary(r => r.Type, r => new ServedResource(r), StringComparer.Ordinal);
        DataSources = provider.DataSources.ToDictionary(d => d.Type, StringComparer.Ordinal);
        EphemeralResources = provider.EphemeralResources.ToDictionary(e => e.Type, StringComparer.Ordinal);
        Lists = provider.ListResources.ToDictionary(l => l.Type, StringComparer.Ordinal);
        Actions = provider.Actions.ToDictionary(a => a.Type, StringComparer.Ordinal);
        Schema = new ProviderSchema
        {
            Provider = provider.Configuration?.Schema ?? Schemas.Schema.Empty,
            ProviderMeta = provider.ProviderMeta,
            Resources = provider.Resources.ToDictionary(r => r.Type, r => r.Schema, StringComparer.Ordinal),
            DataSources = provider.DataSources.ToDictionary(d => d.Type, d => d.Schema, StringComparer.Ordinal),
            EphemeralResources = provider.EphemeralResources.ToDictionary(e => e.Type, e => e.Schema, StringComparer.Ordinal),
            Lists = provider.ListResources.ToDictionary(l => l.Type, l => l.Schema, StringComparer.Ordinal),
            Actions = provider.Actions.ToDictionary(a => a.Type, a => a.Schema, StringComparer.Ordinal),
            Identities = Identified(provider.Resources),
            Functions = provider.Functions.ToDictionary(f => f.Name, StringComparer.Ordinal),
            Capabilities = new ProviderCapabilities { PlanDestroy = provider.Resources.Any(r => r.PlansDestroy), MoveResourceState = true, GenerateResourceConfig = provider.Resources.Any(r => r.GeneratesConfig) },
        };
    }

    public Dictionary<string, ServedResource> Resources { get; }

    public Dictionary<string, DataSource> DataSources { get; }

    public Dictionary<string, EphemeralResource> EphemeralResources { get; }

    public Dictionary<string, ListResource> Lists { get; }

    public Dictionary<string, ProviderAction> Actions { get; }

    public ProviderSchema Schema { get; }

    private static Dictionary<string, IdentitySchema> Identified(IReadOnlyList<Resource> resources)
    {
        var identities = new Dictionary<string, IdentitySchema>(StringComparer.Ordinal);
        foreach (var resource in resources)
            if (resource.Identity is { } identity) identities[resource.Type] = identity;
        return identities;
    }
}
