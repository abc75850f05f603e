using Plumb.Provider.Logging;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Authoring;

/// <summary>
/// What a provider learnt when it was configured, handed to everything it serves. One provider object serves one
/// configuration; before that is known there is no client.
/// </summary>
public sealed class ProviderSession
{
    /// <summary>What the configuration made, for example a connection to a service; null before that and for providers without one.</summary>
    public object? ConfiguredClient { get; internal set; }

    /// <summary>The version of the language that the engine speaks; empty before the provider is configured.</summary>
    public string TerraformVersion { get; internal set; } = "";

    /// <summary>Why the provider cannot work with its configuration yet; all objects are put off then.</summary>
    public DeferralReason? Deferral { get; internal set; }

    /// <summary>Where the provider writes what helps to find faults.</summary>
    public IProviderLog Log { get; internal set; } = NoLog.Instance;

    /// <summary>Cancelled when the engine asks the provider to end early.</summary>
    public CancellationToken Stopping { get; internal set; }

    /// <exception cref="InvalidOperationException">The provider is not configured, or its client is something else.</exception>
    public TClient Client<TClient>() where TClient : class => ConfiguredClient as TClient
        ?? throw new InvalidOperationException(ConfiguredClient is null
            ? "The provider is used before it is configured."
            : $"The provider's client is a {ConfiguredClient.GetType().Name}, not a {typeof(TClient).Name}.");
}
