using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.State.Model;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Providers;

/// <summary>The schemas of all providers that a configuration or states need; for whoever shows them.</summary>
public sealed class ProviderSchemas
{
    private readonly Dictionary<ProviderAddress, ProviderSchema> _schemas = [];

    private ProviderSchemas()
    {
    }

    /// <summary>A provider that cannot be had is reported and left out.</summary>
    public static async ValueTask<ProviderSchemas> LoadAsync(
        ProviderPool pool, ConfigurationTree? configuration, IEnumerable<StateDocument> states, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var all = new ProviderSchemas();
        var needed = (configuration is null ? [] : ProvidersInUse.Of(configuration)).Concat(states.SelectMany(ProvidersInUse.Of)).Distinct();
        foreach (var address in needed)
            if (await pool.SchemaAsync(address, diagnostics, cancellation).ConfigureAwait(false) is { } schema) all._schemas[address] = schema;
        return all;
    }

    public ProviderSchema? Find(ProviderAddress provider) => _schemas.GetValueOrDefault(provider);

    public Schema? Resource(ProviderAddress provider, ResourceMode mode, string type) => Find(provider)?.Resource(mode, type);
}
