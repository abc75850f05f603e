using Plumb.Core.Values;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Provider.Authoring;

/// <summary>What the provider block of a provider takes, and the client that becomes of it.</summary>
public abstract class ProviderConfiguration
{
    public abstract Schema Schema { get; }

    public virtual ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) => new([]);

    /// <summary>Anything in the configuration may be unknown while planning, where it depends on objects that do not exist yet.</summary>
    public abstract ValueTask<ConfiguredClient> ConfigureAsync(ObjectValue config, ConfigureRequest request, ProviderSession session, CancellationToken cancellation);
}

/// <summary>The outcome of configuring a provider; the client is disposed of with the provider if it can be.</summary>
public sealed record ConfiguredClient(object? Client)
{
    /// <summary>Set where the client cannot work before more is known; allowed only if the request says so.</summary>
    public DeferralReason? Deferral { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}
