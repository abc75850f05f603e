using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Engine.Planning;
using Plumb.Provider;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Providers;

/// <summary>
/// The providers of one run: their schemas, and the instances configured so far. Owns every instance it opened and ends
/// it with itself. The parallelism bounds how many calls to providers are under way at once.
/// </summary>
public sealed class ProviderPool(IProviderSource source, int parallelism) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ProviderAddress, Lazy<Task<OpenedProvider?>>> _schemas = [];
    private readonly ConcurrentDictionary<(ProviderConfigAddress, InstanceKey), IProvider> _configured = [];
    private readonly ConcurrentBag<IProvider> _opened = [];

    public int Parallelism => parallelism;

    /// <summary>Held during each call to a provider that takes time, and while an object is changed.</summary>
    public SemaphoreSlim Slots { get; } = new(parallelism, parallelism);

    /// <summary>Held by each change that is made ready for one of the next slots.</summary>
    public SemaphoreSlim Ready { get; } = new(parallelism, parallelism);

    /// <summary>The schema, from an instance that stays unconfigured; null where the provider cannot be had.</summary>
    public async ValueTask<ProviderSchema?> SchemaAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation) =>
        (await OpenedAsync(address, diagnostics, cancellation).ConfigureAwait(false))?.Schema;

    /// <summary>The unconfigured instance, for validation and upgrades.</summary>
    public async ValueTask<IProvider?> UnconfiguredAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation) =>
        (await OpenedAsync(address, diagnostics, cancellation).ConfigureAwait(false))?.Provider;

    public async ValueTask<IProvider?> OpenAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var provider = await source.OpenAsync(address, diagnostics, cancellation).ConfigureAwait(false);
        if (provider is not null) _opened.Add(provider);
        return provider;
    }

    public void SetConfigured(ProviderConfigAddress address, InstanceKey key, IProvider provider) => _configured[(address, key)] = provider;

    public IProvider? Configured(ProviderConfigAddress address, InstanceKey key) => _configured.GetValueOrDefault((address, key));

    /// <summary>The keys of the configured instances of a configuration with for_each.</summary>
    public IEnumerable<InstanceKey> ConfiguredKeys(ProviderConfigAddress address) =>
        _configured.Keys.Where(c => c.Item1 == address && !c.Item2.IsNone).Select(c => c.Item2).Order();

    /// <summary>Asks all providers to end early what they are at; each answers its calls as it then stands.</summary>
    public Task StopAsync(CancellationToken cancellation) => Task.WhenAll(_opened.Select(p => p.StopAsync(cancellation).AsTask()));

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _opened) await provider.DisposeAsync().ConfigureAwait(false);
        Slots.Dispose();
        Ready.Dispose();
    }

    private async ValueTask<OpenedProvider?> OpenedAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var opening = _schemas.GetOrAdd(address, a => new Lazy<Task<OpenedProvider?>>(() => OpenWithSchemaAsync(a, diagnostics, cancellation)));
        return await opening.Value.ConfigureAwait(false);
    }

    private async Task<OpenedProvider?> OpenWithSchemaAsync(ProviderAddress address, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (await OpenAsync(address, diagnostics, cancellation).ConfigureAwait(false) is not { } provider) return null;
        var schema = await provider.GetSchemaAsync(cancellation).ConfigureAwait(false);
        return ProviderReports.Add(diagnostics, schema.Diagnostics, null, address.ToString()) ? null : new OpenedProvider(provider, schema);
    }

    private sealed record OpenedProvider(IProvider Provider, ProviderSchema Schema);
}
