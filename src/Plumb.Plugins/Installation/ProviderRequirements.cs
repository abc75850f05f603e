using System.Collections.Immutable;
using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.Versions;
using Plumb.Engine.Providers;
using Plumb.Engine.State.Model;

namespace Plumb.Plugins.Installation;

/// <summary>The providers that a project needs, each with all that any module asks of its version.</summary>
public sealed record ProviderRequirements(ImmutableSortedDictionary<ProviderAddress, VersionConstraints> Providers)
{
    public static ProviderRequirements None { get; } = new(ImmutableSortedDictionary<ProviderAddress, VersionConstraints>.Empty);

    /// <param name="configuration">With its modules.</param>
    /// <param name="state">Objects whose provider the configuration has no use for any more need it all the same.</param>
    public static ProviderRequirements Of(ConfigurationTree? configuration, StateDocument? state = null)
    {
        var found = new Dictionary<ProviderAddress, List<VersionConstraints>>();
        foreach (var address in (configuration is null ? [] : ProvidersInUse.Of(configuration)).Concat(state is null ? [] : ProvidersInUse.Of(state))) found.TryAdd(address, []);
        foreach (var module in configuration?.Modules ?? [])
        {
            foreach (var required in module.Config.RequiredProviders.Values)
                if (required.Version is { } version) found[required.Address].Add(version.Constraints);
            foreach (var provider in module.Config.Providers.Values)
                if (provider.Version is { } version) found[provider.Address].Add(version.Constraints);
        }
        return new ProviderRequirements(found.ToImmutableSortedDictionary(p => p.Key, p => VersionConstraints.Combine(p.Value)));
    }

    public VersionConstraints Constraints(ProviderAddress address) => Providers.GetValueOrDefault(address, VersionConstraints.Any);

    public ProviderRequirements Where(Func<ProviderAddress, bool> condition) => new(Providers.RemoveRange(Providers.Keys.Where(p => !condition(p))));
}
