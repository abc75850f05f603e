using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Providers;

/// <summary>Every provider that a configuration or a state needs.</summary>
public static class ProvidersInUse
{
    public static IEnumerable<ProviderAddress> Of(ConfigurationTree configuration, StateDocument state) => Of(configuration).Concat(Of(state)).Distinct();

    public static IEnumerable<ProviderAddress> Of(ConfigurationTree configuration) =>
        configuration.Modules.SelectMany(m =>
                m.Config.Resources.Values.Select(r => r.ProviderAddress)
                .Concat(m.Config.Providers.Values.Select(p => p.Address))
                .Concat(m.Config.RequiredProviders.Values.Select(p => p.Address)))
            .Distinct();

    public static IEnumerable<ProviderAddress> Of(StateDocument state) => state.Resources.Values.Select(r => r.Provider.Provider).Distinct();
}
